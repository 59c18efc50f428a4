using System.Globalization;
using System.Text;
using QRCoder;

namespace LoyaltyPortal.Web.Components;

/// <summary>A QR code as one path of an inline drawing: no picture to load, sharp at any size and on paper.</summary>
/// <param name="Size">Modules on a side, the quiet zone of four included.</param>
/// <param name="Path">The dark modules, one unit each.</param>
public sealed record QrDrawing(int Size, string Path)
{
    public static QrDrawing Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                var from = x;
                while (x < rows[y].Count && rows[y][x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1H{from}z");
                }
            }
        }

        return new QrDrawing(rows.Count, path.ToString());
    }
}
