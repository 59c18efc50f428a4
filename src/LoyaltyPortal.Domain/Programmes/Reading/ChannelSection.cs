namespace LoyaltyPortal.Domain.Programmes.Reading;

/// <summary>Reads where purchases come from, and sees to it that each channel belongs to exactly one wallet.</summary>
internal sealed class ChannelSection
{
    private readonly List<Channel> channels = [];
    private readonly Dictionary<string, Place> known = new(StringComparer.Ordinal);
    private readonly List<Place> names = [];
    private readonly List<Place> lists = [];
    private readonly Dictionary<string, string> walletOf = new(StringComparer.Ordinal);

    public ChannelSection(Place place)
    {
        foreach (var item in place.ListOfSome("Purchases must come from somewhere."))
        {
            channels.Add(Read(item));
        }
    }

    public IReadOnlyList<Channel> Channels => channels;

    /// <summary>The names of the channels.</summary>
    public IReadOnlyCollection<string> Ids => known.Keys;

    /// <summary>The channels of one wallet.</summary>
    public IReadOnlyList<string> OfWallet(Place place, string? wallet)
    {
        var mine = new List<string>();
        var allNamed = names.Count > 0 && names.TrueForAll(name => name.IsSound);
        lists.Add(place);
        foreach (var item in place.ListOfSome("A wallet that no channel uses can never be spent."))
        {
            if (item.Word(Vocabulary.ChannelWord) is not { } channel)
            {
                continue;
            }
            if (!known.ContainsKey(channel))
            {
                if (allNamed)
                {
                    item.Refuse($"The programme has no channel \"{channel}\".");
                }
            }
            else if (!walletOf.TryAdd(channel, wallet ?? ""))
            {
                item.Refuse($"The channel \"{channel}\" stands in a wallet already ({walletOf[channel]}).");
            }
            else
            {
                mine.Add(channel);
            }
        }
        return mine;
    }

    /// <summary>Notes each channel that no wallet took; asked when all wallets are read.</summary>
    public void RefuseWithoutWallet()
    {
        if (!lists.TrueForAll(list => list.IsSound))
        {
            return;
        }
        foreach (var (channel, place) in known.Where(channel => !walletOf.ContainsKey(channel.Key)))
        {
            place.Refuse($"The channel \"{channel}\" is in no wallet.");
        }
    }

    private Channel Read(Place place)
    {
        var channel = place.Object(Vocabulary.Channel);
        names.Add(channel["id"]);
        var id = channel["id"].Word(Vocabulary.ChannelWord);
        if (id is not null && !known.TryAdd(id, channel["id"]))
        {
            channel["id"].Refuse($"There is a channel \"{id}\" already.");
        }
        var earns = channel["earns"].Flag();
        var paidBy = channel["earnsPaidBy"].DifferentTexts(item => item.Word(Vocabulary.PaymentMethod));
        if (earns == false && paidBy.Count > 0)
        {
            channel["earnsPaidBy"].Refuse("Nothing earns in this channel, so no payment method can.");
        }
        return new(
            id ?? "",
            channel["receivedWhenPaid"].Flag() ?? false,
            earns ?? false,
            paidBy,
            channel["confirmation"].Word(Vocabulary.ConfirmationWord) ?? SpendConfirmation.None
        );
    }
}
