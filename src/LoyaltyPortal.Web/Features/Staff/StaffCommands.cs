using System.Globalization;
using LoyaltyPortal.Data.Staff;
using LoyaltyPortal.Web.Platform;

namespace LoyaltyPortal.Web.Features.Staff;

/// <summary>The commands about staff. Nobody gets a password from the portal: a command prints a link that is good for a
/// day and for one use, and whoever opens it chooses one. The exit code is 0 when it was done, 1 when there was nothing
/// to do it to, 2 when the arguments are wrong.</summary>
public static class StaffCommands
{
    /// <summary>What <c>create-staff</c> is told.</summary>
    public const string CreateWords = "EMAIL --roles=Agent,Clerk,Operator [--name=\"...\"]";

    private const string RolesOption = "--roles=";
    private const string NameOption = "--name=";

    /// <summary><c>create-staff EMAIL --roles=a,b [--name="..."]</c></summary>
    public static async Task<int> CreateAsync(
        IServiceProvider services,
        IReadOnlyList<string> args,
        IReadOnlyList<string> options,
        TextWriter output
    )
    {
        var roles = Said(options, RolesOption)
            ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var isClear = options.All(option =>
            option.StartsWith(RolesOption, StringComparison.Ordinal)
            || option.StartsWith(NameOption, StringComparison.Ordinal)
        );
        if (
            !isClear
            || args is not [var email]
            || !IsAddress(email)
            || !DemoStaff.MayEnter(email, services.GetRequiredService<IHostEnvironment>())
            || roles is not { Count: > 0 }
            || roles.Except(StaffRoles.All, StringComparer.Ordinal).Any()
        )
        {
            await output.WriteLineAsync($"Usage: create-staff {CreateWords}");
            return 2;
        }
        var name = Said(options, NameOption)?.Trim() is { Length: > 0 and <= 100 } said ? said : email.Split('@')[0];
        var staff = services.GetRequiredService<StaffBook>();
        if (await staff.AddAsync(email, name, roles, CancellationToken.None) is not StaffAdding.Added added)
        {
            await output.WriteLineAsync("Somebody with this address is there already. A new link: staff-link EMAIL");
            return 1;
        }
        await PrintLinkAsync(services, added.Id, output);
        return 0;
    }

    /// <summary><c>staff-link EMAIL</c></summary>
    public static async Task<int> LinkAsync(IServiceProvider services, IReadOnlyList<string> args, TextWriter output)
    {
        if (args is not [var email])
        {
            await output.WriteLineAsync("Usage: staff-link EMAIL");
            return 2;
        }
        var person = await services.GetRequiredService<StaffBook>().FindAsync(email, CancellationToken.None);
        if (person is not { IsRemoved: false })
        {
            await output.WriteLineAsync("Nobody of the staff has this address.");
            return 1;
        }
        await PrintLinkAsync(services, person.Id, output);
        return 0;
    }

    /// <summary><c>list-staff</c></summary>
    public static async Task<int> ListAsync(IServiceProvider services, TextWriter output)
    {
        var all = await services.GetRequiredService<StaffBook>().ListAsync(CancellationToken.None);
        foreach (var person in all)
        {
            await output.WriteLineAsync(
                $"{person.Email}  {person.Name}  {string.Join(',', person.Roles)}  {State(person)}"
            );
        }
        if (all.Count == 0)
        {
            await output.WriteLineAsync($"Nobody yet: create-staff {CreateWords}");
        }
        return 0;
    }

    /// <summary><c>remove-staff EMAIL</c></summary>
    public static async Task<int> RemoveAsync(IServiceProvider services, IReadOnlyList<string> args, TextWriter output)
    {
        if (args is not [var email])
        {
            await output.WriteLineAsync("Usage: remove-staff EMAIL");
            return 2;
        }
        var isDone = await services.GetRequiredService<StaffBook>().RemoveAsync(email, CancellationToken.None);
        await output.WriteLineAsync(
            isDone
                ? "Removed: no way in, all sessions ended. A running portal knows it within ten seconds."
                : "Nobody of the staff has this address."
        );
        return isDone ? 0 : 1;
    }

    private static async Task PrintLinkAsync(IServiceProvider services, Guid id, TextWriter output)
    {
        var token = await services.GetRequiredService<StaffLinks>().NewAsync(id, CancellationToken.None);
        var address = services.GetRequiredService<PublicAddress>();
        await output.WriteLineAsync(address.Of($"/staff/welcome?user={id}&token={token}"));
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Good for {StaffLinks.Lasts.TotalHours} hours and one use; an earlier link is no good any more."
            )
        );
    }

    private static string State(StaffPerson person) =>
        person switch
        {
            { IsRemoved: true } => "removed",
            { PasswordHash: null } => "has not used the link yet",
            { HasSecondFactor: false } => "no second factor yet",
            { LockedUntil: { } until } => string.Create(CultureInfo.InvariantCulture, $"locked until {until:u}"),
            _ => "active",
        };

    private static string? Said(IReadOnlyList<string> options, string name) =>
        options.FirstOrDefault(option => option.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static bool IsAddress(string text) =>
        text.Length <= 256 && text.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(char.IsWhiteSpace);
}
