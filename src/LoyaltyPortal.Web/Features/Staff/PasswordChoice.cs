using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Staff;

/// <summary>What somebody types to choose a password.</summary>
public sealed class PasswordChoice
{
    /// <summary>The present one, where one has to be proved.</summary>
    public string? Present { get; set; }

    public string? Password { get; set; }

    public string? Again { get; set; }

    /// <summary>Puts what is wrong with the choice beside its fields.</summary>
    /// <returns>Whether it may be taken.</returns>
    public bool Check(
        string email,
        EditContext form,
        ValidationMessageStore messages,
        IStringLocalizer<StaffTexts> texts
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(texts);
        var fault = PasswordRules.Check(Password, email);
        if (fault != PasswordFault.None)
        {
            messages.Add(form.Field(nameof(Password)), texts[$"Password{fault}", PasswordRules.Shortest]);
        }
        else if (Password != Again)
        {
            messages.Add(form.Field(nameof(Again)), texts["PasswordsDiffer"]);
        }
        return fault == PasswordFault.None && Password == Again;
    }

    /// <summary>Nothing that was typed goes back into a page.</summary>
    public void Clear() => Present = Password = Again = null;
}
