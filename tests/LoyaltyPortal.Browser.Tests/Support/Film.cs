using System.Text;
using QRCoder;

namespace LoyaltyPortal.Browser.Tests.Support;

/// <summary>What a camera sees that is held over a code: a film that browsers take for their camera.</summary>
public static class Film
{
    private const int Width = 640;
    private const int Height = 480;
    private const int Module = 8;
    private const int Frames = 3;
    private const byte Paper = 225;
    private const byte Ink = 40;
    private const byte Grey = 128;

    /// <summary>Writes the film of a code and returns its file.</summary>
    public static string Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var left = (Width - (modules.Count * Module)) / 2;
        var top = (Height - (modules.Count * Module)) / 2;
        var light = new byte[Width * Height];
        Array.Fill(light, Paper);
        for (var y = 0; y < modules.Count * Module; y++)
        {
            for (var x = 0; x < modules.Count * Module; x++)
            {
                if (modules[y / Module][x / Module])
                {
                    light[((top + y) * Width) + left + x] = Ink;
                }
            }
        }
        var colour = new byte[Width * Height / 2];
        Array.Fill(colour, Grey);
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".y4m");
        using var film = File.Create(file);
        film.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        for (var frame = 0; frame < Frames; frame++)
        {
            film.Write("FRAME\n"u8);
            film.Write(light);
            film.Write(colour);
        }
        return file;
    }
}
