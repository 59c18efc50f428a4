namespace LoyaltyPortal.Domain.Notices;

/// <summary>What a member wants to be told of, and when not.</summary>
/// <param name="Kinds">Of what.</param>
/// <param name="Quiet">When not.</param>
public sealed record NoticeWish(NoticeKinds Kinds, QuietHours Quiet);

/// <summary>What a member was told so far.</summary>
/// <param name="On">The day of the last notice in the member's zone; null before the first.</param>
/// <param name="Entry">Entries up to this number need not be told of.</param>
/// <param name="Tier">The level that the member knows of; null where nobody has looked yet.</param>
/// <param name="Endings">The ends that were told of, as long as they lie ahead.</param>
public sealed record ToldSoFar(DateOnly? On, long Entry, string? Tier, IReadOnlyList<ToldEnding> Endings);

/// <summary>What is to be told now, all in one message, and when to look again.</summary>
/// <param name="Facts">Ends first, soonest first, then what was credited, then the level; empty for nothing now.</param>
/// <param name="Told">What the member has been told when that is done.</param>
/// <param name="LookAt">When to look again (UTC), unless something is posted before; null where the member wants
/// nothing.</param>
public sealed record NoticePlan(IReadOnlyList<NoticeFact> Facts, ToldSoFar Told, DateTimeOffset? LookAt);
