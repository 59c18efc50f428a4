namespace LoyaltyPortal.Web.Components;

/// <summary>The colours of levels, lowest first: classes of Styles/levels.css.</summary>
public static class Tones
{
    private const int Last = 5;

    /// <param name="rank">The level's place in the programme, from 0; higher ones than there are colours share the last.</param>
    public static string Of(int rank) => $"tone-{Math.Clamp(rank, 0, Last)}";
}
