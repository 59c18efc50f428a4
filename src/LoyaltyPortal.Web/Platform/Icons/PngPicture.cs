using System.Buffers.Binary;
using System.IO.Compression;

namespace LoyaltyPortal.Web.Platform.Icons;

/// <summary>A square picture as PNG (ISO/IEC 15948): eight bits of red, green, blue and opacity, unfiltered.</summary>
internal static class PngPicture
{
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(each => Shifted((uint)each))];

    /// <summary>Writes a picture.</summary>
    /// <param name="size">Pixels on a side.</param>
    /// <param name="pixels">Four bytes each, row by row from the top.</param>
    public static byte[] Of(int size, ReadOnlySpan<byte> pixels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size);
        (header[8], header[9]) = (8, 6);
        using var file = new MemoryStream();
        file.Write(Signature);
        Write(file, "IHDR"u8, header);
        Write(file, "IDAT"u8, Packed(size, pixels));
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Packed(int size, ReadOnlySpan<byte> pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var row = 0; row < size; row++)
            {
                // Each row says first how it is filtered: not at all.
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row * size * 4, size * 4));
            }
        }
        return packed.ToArray();
    }

    private static void Write(MemoryStream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(kind);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Sum(Sum(uint.MaxValue, kind), content));
        file.Write(number);
    }

    /// <summary>The check sum that PNG asks for (CRC-32), carried on.</summary>
    private static uint Sum(uint before, ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
        {
            before = Table[(byte)(before ^ each)] ^ (before >> 8);
        }
        return before;
    }

    private static uint Shifted(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }
        return value;
    }
}
