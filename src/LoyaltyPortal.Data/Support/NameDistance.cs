namespace LoyaltyPortal.Data.Support;

/// <summary>How far two names are from each other, as fingers see it: a letter too many, too few or another one, and two
/// that changed places, are one each.</summary>
internal static class NameDistance
{
    private const int ShortestWithFault = 3;
    private const int ShortestWithTwo = 8;

    /// <summary>Faults that a typed name of a length may have: a short one with faults could be any name.</summary>
    public static int MostOf(string typed) =>
        typed.Length < ShortestWithFault ? 0
        : typed.Length < ShortestWithTwo ? 1
        : 2;

    /// <summary>The distance; null when it is greater than <paramref name="most"/>.</summary>
    public static int? Between(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
        {
            return null;
        }
        var before = new int[other.Length + 1];
        var last = new int[other.Length + 1];
        var row = new int[other.Length + 1];
        for (var place = 0; place <= other.Length; place++)
        {
            last[place] = place;
        }
        for (var each = 1; each <= one.Length; each++)
        {
            row[0] = each;
            var nearest = each;
            for (var place = 1; place <= other.Length; place++)
            {
                var same = one[each - 1] == other[place - 1];
                row[place] = Math.Min(Math.Min(last[place], row[place - 1]) + 1, last[place - 1] + (same ? 0 : 1));
                var changedPlaces =
                    each > 1 && place > 1 && one[each - 1] == other[place - 2] && one[each - 2] == other[place - 1];
                row[place] = changedPlaces ? Math.Min(row[place], before[place - 2] + 1) : row[place];
                nearest = Math.Min(nearest, row[place]);
            }
            // One row more may still reach back over this one by letters that changed places, never below it.
            if (nearest > most)
            {
                return null;
            }
            (before, last, row) = (last, row, before);
        }
        return last[other.Length] <= most ? last[other.Length] : null;
    }
}
