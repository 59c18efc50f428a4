namespace LoyaltyPortal.Domain.Programmes;

/// <summary>Who becomes a member and when (programmes.md, "Joining").</summary>
/// <param name="QuestionnaireBeforeSpending">Points can be spent only after the questionnaire (lusio).</param>
/// <param name="LegalEntities">Whether legal entities take part; where not, they earn and spend nothing (delimano).</param>
/// <param name="MemberFrom">When membership starts.</param>
/// <param name="PlasticCards">Whether shops hand out plastic cards, which members link in the cabinet (autostars).</param>
public sealed record JoiningRules(
    bool QuestionnaireBeforeSpending,
    bool LegalEntities,
    MemberFrom MemberFrom,
    bool PlasticCards
)
{
    /// <summary>Anybody, from registration on, with nothing to fill in first.</summary>
    public static readonly JoiningRules Plain = new(false, true, MemberFrom.Registration, false);
}

/// <summary>When membership starts.</summary>
public enum MemberFrom
{
    /// <summary>At registration.</summary>
    Registration,

    /// <summary>At the first paid order (programmes.md, "Joining", perfone).</summary>
    FirstPaidOrder,
}
