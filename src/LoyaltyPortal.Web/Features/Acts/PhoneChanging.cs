using LoyaltyPortal.Data.Support;
using LoyaltyPortal.Domain.Programmes;
using LoyaltyPortal.Web.Platform;
using LoyaltyPortal.Web.Platform.Jobs;
using Microsoft.Extensions.Localization;

namespace LoyaltyPortal.Web.Features.Acts;

/// <summary>What members are told when support gives them another phone.</summary>
public sealed class PhoneMessages(Programme programme, PublicAddress address, IStringLocalizer<ActsTexts> texts)
{
    /// <summary>Where a word stops it, without signing in.</summary>
    public static string StopPath(string word) => $"/phone/stop/{word}";

    /// <summary>To the old phone: another one was asked for, and how to stop it.</summary>
    public string Asked(string language, string word, DateTimeOffset effectiveAt) =>
        Languages.In(
            language,
            culture =>
                texts[
                    "PhoneSmsAsked",
                    programme.Name.In(language),
                    programme.Zone.ToLocal(effectiveAt).ToString("d MMMM, HH:mm", culture),
                    address.Of(StopPath(word))
                ]
        );

    /// <summary>To both phones: it is done.</summary>
    public string Changed(string language) =>
        Languages.In(language, _ => texts["PhoneSmsChanged", programme.Name.In(language)]);
}

/// <summary>Gives their new phones to members whose waiting time is over.</summary>
internal sealed class PhoneChanging(SupportPhones phones, PhoneMessages messages) : IMinuteWork
{
    public Task RunAsync(CancellationToken cancellation) => phones.RunAsync(messages.Changed, cancellation);
}

/// <summary>Looks every minute, on every node.</summary>
internal sealed class PhoneChangeJob(
    IServiceProvider services,
    JobLog jobs,
    TimeProvider time,
    ILogger<PhoneChangeJob> log
) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await jobs.RunAsync(
                    JobNames.PhoneChanges,
                    stop => services.GetRequiredService<PhoneChanging>().RunAsync(stop),
                    stoppingToken
                );
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What is due stays due.
                log.LogError(failure, "Phones failed; it is tried again in {Minutes} minute", Every.TotalMinutes);
            }
        }
    }
}
