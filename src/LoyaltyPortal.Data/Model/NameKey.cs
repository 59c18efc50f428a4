namespace LoyaltyPortal.Data.Model;

/// <summary>A name as support searches for it: small letters only, with "ё" as "е", the way people type names.</summary>
public static class NameKey
{
    /// <summary>The key of a name, empty for one without letters; null for none.</summary>
    public static string? Of(string? name)
    {
        if (name is null)
        {
            return null;
        }
        var letters = name.Where(char.IsLetter).Select(char.ToLowerInvariant).Select(each => each == 'ё' ? 'е' : each);
        return new string([.. letters]);
    }
}
