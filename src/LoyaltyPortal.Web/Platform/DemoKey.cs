namespace LoyaltyPortal.Web.Platform;

/// <summary>The store API's key of Development. It is no secret, so it opens nothing anywhere else.</summary>
internal static class DemoKey
{
    public const string Text = "lp_demo";
}
