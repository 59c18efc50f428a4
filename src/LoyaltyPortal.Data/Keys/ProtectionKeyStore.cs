using System.Xml.Linq;
using LoyaltyPortal.Data.Model;
using LoyaltyPortal.Data.Providers;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace LoyaltyPortal.Data.Keys;

/// <summary>Keeps the keys of cookies and tokens in the database, so that any node can read what another wrote.</summary>
public sealed class ProtectionKeyStore(IPortalDbs databases) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.Create();
        return [.. db.ProtectionKeys.Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.Create();
        db.ProtectionKeys.Add(
            new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) }
        );
        db.SaveChanges();
    }
}
