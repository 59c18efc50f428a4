namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>The fields of one object. Asking for a name outside the shape is a mistake in the reader and throws.</summary>
internal sealed class Fields
{
    private static readonly Faults Unheard = new([]);

    private readonly Dictionary<string, Place?> places;

    public Fields(Place whole, Shape shape)
    {
        Whole = whole;
        places = shape.All.ToDictionary(name => name, _ => (Place?)null, StringComparer.Ordinal);
    }

    /// <summary>The object itself, for faults between its fields.</summary>
    public Place Whole { get; }

    public Place this[string name] => places[name] ?? new Place(value: null, name, Unheard);

    public bool Has(string name) => places[name] is not null;

    /// <summary>Takes a field in; false when it is there already.</summary>
    public bool Put(string name, Place place)
    {
        if (places[name] is not null)
        {
            return false;
        }
        places[name] = place;
        return true;
    }
}
