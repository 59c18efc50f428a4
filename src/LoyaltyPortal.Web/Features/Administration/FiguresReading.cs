using LoyaltyPortal.Data.Figures;
using LoyaltyPortal.Data.Postings;
using LoyaltyPortal.Domain.Ledger;
using LoyaltyPortal.Domain.Programmes;

namespace LoyaltyPortal.Web.Features.Administration;

/// <summary>What the figures' page and its file tell.</summary>
/// <param name="At">When the points were read (UTC).</param>
/// <param name="Choice">What was asked for.</param>
/// <param name="Wallets">Wallets that can be asked for.</param>
/// <param name="Years">Years that can be asked for, the latest first.</param>
/// <param name="Sheet">The points.</param>
/// <param name="Members">The members; null until they are counted for the first time.</param>
/// <param name="Months">Who came and went, for each month of the sheet.</param>
internal sealed record FiguresView(
    DateTimeOffset At,
    FigureChoice Choice,
    IReadOnlyList<string> Wallets,
    IReadOnlyList<int> Years,
    FigureSheet Sheet,
    MemberFigures? Members,
    IReadOnlyList<MemberMonth> Months
);

/// <summary>Reads the figures that an address asks for.</summary>
internal sealed class FiguresReading(FigureBook book, MemberCount members, Programme programme, TimeProvider time)
{
    public async Task<FiguresView> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var now = Clock.Now(time);
        var sums = await book.ReadAsync(cancellation);
        var counted = await members.LastAsync(cancellation);
        // A wallet that has left the programme keeps its figures.
        var wallets = programme.Wallets.Select(each => each.Id).Union(sums.Keys.Select(key => key.Wallet)).ToList();
        var choice = FigureChoice.Read(query, programme, wallets);
        var thisMonth = MonthSum.MonthOf(programme.Zone.DayOf(now));
        var (first, last) = choice.Within(thisMonth);
        var sheet = FigureSheet.Of(sums, choice.Wallet, first, last);
        var earliest = sums
            .Keys.Select(key => key.Month)
            .Concat(counted?.Months.Select(month => month.Month) ?? [])
            .Append(thisMonth)
            .Min();
        return new FiguresView(
            now,
            choice,
            wallets,
            [.. Enumerable.Range(earliest.Year, thisMonth.Year - earliest.Year + 1).Reverse()],
            sheet,
            counted,
            [.. sheet.Lines.Select(line => MonthOf(counted, line.Month))]
        );
    }

    private static MemberMonth MonthOf(MemberFigures? counted, DateOnly month) =>
        counted?.Months.FirstOrDefault(each => each.Month == month) ?? new MemberMonth(month, 0, 0);
}
