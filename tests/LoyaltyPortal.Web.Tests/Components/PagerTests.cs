using Bunit;
using LoyaltyPortal.Web.Components;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Components;

public sealed class PagerTests : PieceTest
{
    [Fact]
    public void A_single_page_has_no_pager() => Page.Render<Pager>().MarkupMatches("");

    [Fact]
    public void A_page_in_the_middle_links_both_ways()
    {
        var pager = Page.Render<Pager>(p => p.Add(x => x.Newer, "/h?before=9").Add(x => x.Older, "/h?after=5"));
        Assert.Equal("/h?before=9", pager.Find("a[rel=prev]").GetAttribute("href"));
        Assert.Equal("/h?after=5", pager.Find("a[rel=next]").GetAttribute("href"));
        Assert.Equal("Страницы", pager.Find("nav").GetAttribute("aria-label"));
    }

    [Fact]
    public void The_first_page_links_only_to_older_rows()
    {
        var pager = Page.Render<Pager>(p => p.Add(x => x.Older, "/h?after=5"));
        Assert.Empty(pager.FindAll("a[rel=prev]"));
        Assert.Single(pager.FindAll("a[rel=next]"));
    }
}
