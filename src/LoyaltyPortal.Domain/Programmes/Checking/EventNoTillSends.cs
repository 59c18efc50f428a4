namespace LoyaltyPortal.Domain.Programmes.Checking;

/// <summary>Points that wait for an order to be completed where goods are handed over at payment: such a till is done with
/// the order and sends no more, so the points would wait for ever.</summary>
internal static class EventNoTillSends
{
    public static IEnumerable<Finding> Find(Programme programme)
    {
        foreach (var (index, after) in programme.Earning.Activation.Index())
        {
            if (after.Event != OrderEvent.Completed)
            {
                continue;
            }
            var tills = programme.Channels.Where(channel => channel.Earns && channel.ReceivedWhenPaid).ToList();
            if (tills.Count > 0)
            {
                yield return new(
                    $"/earning/activation/{index}/event",
                    $"Points wait until the order is completed, and in {string.Join(", ", tills.Select(channel => channel.Id))} goods are handed over at payment: unless somebody completes those orders too, their points never start."
                );
            }
            else if (!programme.Channels.Any(channel => channel.Earns))
            {
                yield return new(
                    $"/earning/activation/{index}/event",
                    "Points wait until the order is completed, and no channel has orders that earn."
                );
            }
        }
    }
}
