using LoyaltyPortal.Web.Components;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Components;

public sealed class QrDrawingTests
{
    [Fact]
    public void A_code_is_drawn_with_its_quiet_zone_and_three_finders()
    {
        var drawing = QrDrawing.Of("lpo.0123456789abcdef0123456789abcdef");

        // Version 3 has 29 modules on a side, and four quiet ones on each edge.
        Assert.Equal(29 + 8, drawing.Size);
        Assert.StartsWith("M4 4h7v1H4zM", drawing.Path, StringComparison.Ordinal);
        Assert.Contains("M26 4h7v1H26z", drawing.Path, StringComparison.Ordinal);
        Assert.EndsWith("z", drawing.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_text_gives_the_same_drawing() => Assert.Equal(QrDrawing.Of("a"), QrDrawing.Of("a"));
}
