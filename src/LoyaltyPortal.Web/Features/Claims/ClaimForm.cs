using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Web.Platform.Persons;

namespace LoyaltyPortal.Web.Features.Claims;

/// <summary>A claim as it was typed, and what is wrong with it.</summary>
public sealed class ClaimForm
{
    /// <summary>The name of a <see cref="ClaimKind"/>.</summary>
    public string? Kind { get; set; }

    public string? Order { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public string? Text { get; set; }

    /// <summary>The order whose answer was on the page when the form was sent.</summary>
    public string? Shown { get; set; }

    /// <summary>Whether it is to be sent although that answer was read.</summary>
    public bool Anyway { get; set; }

    /// <summary>What it is about; null when nothing that exists was chosen.</summary>
    public ClaimKind? ClaimKind => Enum.GetNames<ClaimKind>().Contains(Kind) ? Enum.Parse<ClaimKind>(Kind!) : null;

    /// <summary>The order's number as the shop writes it; null for none.</summary>
    public string? OrderId => OrderNumbers.Read(Order);

    /// <summary>Whether it cannot be looked into without an order.</summary>
    public bool NeedsOrder => ClaimKind is Data.Model.ClaimKind.NothingCredited or Data.Model.ClaimKind.CreditedLess;

    /// <summary>The name as it is kept.</summary>
    public string CleanName => OneLine(TypedText.Clean(Name));

    /// <summary>The text as it is kept: with its lines, without what nobody sees.</summary>
    public string CleanText =>
        new string([
            .. TypedText
                .Clean(Text?.ReplaceLineEndings("\n"))
                .Select(each => char.IsControl(each) && each != '\n' ? ' ' : each),
        ]).Trim();

    /// <summary>What to mend besides the phone, in the order of the page: the property and the key of its message.</summary>
    public IEnumerable<(string Field, string Message)> Faults()
    {
        if (ClaimKind is null)
        {
            yield return (nameof(Kind), "KindMissing");
        }
        if (NeedsOrder && string.IsNullOrWhiteSpace(TypedText.Clean(Order)))
        {
            yield return (nameof(Order), "OrderMissing");
        }
        else if (OrderId is null && TypedText.Clean(Order).Length > 0)
        {
            yield return (nameof(Order), "OrderWrong");
        }
        if (CleanName.Length == 0)
        {
            yield return (nameof(Name), "NameMissing");
        }
        else if (CleanName.Length > ClaimBook.LongestName)
        {
            yield return (nameof(Name), "NameLong");
        }
        if (ClaimKind == Data.Model.ClaimKind.Other && CleanText.Length == 0)
        {
            yield return (nameof(Text), "TextMissing");
        }
        else if (CleanText.Length > ClaimBook.LongestText)
        {
            yield return (nameof(Text), "TextLong");
        }
    }

    private static string OneLine(string text) =>
        new string([.. text.Select(each => char.IsControl(each) ? ' ' : each)]).Trim();
}
