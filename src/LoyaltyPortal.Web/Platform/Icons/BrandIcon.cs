using System.Collections.Concurrent;
using System.Globalization;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Platform.Icons;

/// <summary>The portal's mark in the programme's colours as a picture of points, for what takes no drawing: home screens and
/// wallets. It is the drawing of <c>BrandMark</c>, on a square of 36 units.</summary>
public sealed class BrandIcon(Programme programme)
{
    private const double Units = 36;
    private const double Centre = 18;
    private const double LeafRadius = 9.5;
    private const double TileRadius = 11;
    private const int Samples = 4;

    private static readonly (double X, double Y, double Radius) Drop = (23, 13, 4);
    private static readonly Colour DropColour = Colour.Of("#f2a65a");

    /// <summary>Drawn once for all: a drawing takes longer than a page.</summary>
    private static readonly ConcurrentDictionary<(string Brand, int Size, bool Fills), byte[]> Drawn = new();

    private readonly Colour tile = Colour.Of(programme.Brand.Light);
    private readonly Colour leaf = Colour.Of(BrandSheet.InkOn(programme.Brand.Light));

    /// <summary>The mark as PNG.</summary>
    /// <param name="size">Pixels on a side.</param>
    /// <param name="fills">Whether the tile fills the square: whoever shows it cuts its corners to their own shape. The mark
    /// itself lies well within the middle four fifths, which no shape cuts.</param>
    public byte[] Png(int size, bool fills) =>
        Drawn.GetOrAdd((programme.Brand.Light, size, fills), _ => Draw(size, fills));

    private byte[] Draw(int size, bool fills)
    {
        var pixels = new byte[size * size * 4];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                Paint(pixels.AsSpan(((y * size) + x) * 4, 4), x, y, size, fills);
            }
        }
        return PngPicture.Of(size, pixels);
    }

    /// <summary>A pixel is the mean of a few points in it, so that edges are smooth.</summary>
    private void Paint(Span<byte> pixel, int x, int y, int size, bool fills)
    {
        var (red, green, blue, covered) = (0, 0, 0, 0);
        for (var sample = 0; sample < Samples * Samples; sample++)
        {
            var colour = At(
                (x + (((sample % Samples) + 0.5) / Samples)) * Units / size,
                (y + (((sample / Samples) + 0.5) / Samples)) * Units / size,
                fills
            );
            if (colour is { } seen)
            {
                (red, green, blue, covered) = (red + seen.Red, green + seen.Green, blue + seen.Blue, covered + 1);
            }
        }
        if (covered > 0)
        {
            pixel[0] = (byte)(red / covered);
            pixel[1] = (byte)(green / covered);
            pixel[2] = (byte)(blue / covered);
            pixel[3] = (byte)(255 * covered / (Samples * Samples));
        }
    }

    private Colour? At(double x, double y, bool fills)
    {
        if (IsWithin(x, y, Drop.X, Drop.Y, Drop.Radius))
        {
            return DropColour;
        }
        // Three quarters of a disc; the drop has the fourth.
        if (IsWithin(x, y, Centre, Centre, LeafRadius) && !(x > Centre && y < Centre))
        {
            return leaf;
        }
        return fills || IsOnTile(x, y) ? tile : null;
    }

    private static bool IsOnTile(double x, double y)
    {
        var nearestX = Math.Clamp(x, TileRadius, Units - TileRadius);
        var nearestY = Math.Clamp(y, TileRadius, Units - TileRadius);
        return IsWithin(x, y, nearestX, nearestY, TileRadius);
    }

    private static bool IsWithin(double x, double y, double centreX, double centreY, double radius) =>
        ((x - centreX) * (x - centreX)) + ((y - centreY) * (y - centreY)) <= radius * radius;

    private readonly record struct Colour(byte Red, byte Green, byte Blue)
    {
        public static Colour Of(string hex) => new(Part(hex, 1), Part(hex, 3), Part(hex, 5));

        private static byte Part(string hex, int at) =>
            byte.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
