namespace Tanks.Game.Tests;

public sealed class StepBudgetTests
{
    [Fact]
    public void NobodyDrivesMoreStepsThanTheClockMade()
    {
        var budget = new StepBudget();
        int driven = 0;
        for (int tick = 0; tick < 600; tick++)
        {
            budget.Earn();
            for (int attempt = 0; attempt < 10; attempt++)
            {
                if (budget.TrySpend()) driven++;
            }
        }

        Assert.Equal(600, driven);
    }

    [Fact]
    public void AHiccupIsCaughtUpWithUpToTheLimit()
    {
        var budget = new StepBudget();
        for (int tick = 0; tick < 600; tick++) budget.Earn();
        int driven = 0;
        while (budget.TrySpend()) driven++;
        Assert.Equal(StepBudget.MaxSavedSteps, driven);
    }
}
