using System.Numerics;

namespace Tanks.Game.Tests;

/// <summary>A player with a slow line: inputs arrive late, answers come back later still.</summary>
public sealed class DrivePredictionTests
{
    private static readonly TankMotion Start = new() { Position = new Vector2(4, 11) };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 5)]
    [InlineData(20, 30)]
    public void WithoutDisturbanceThePredictionIsExactlyWhatTheServerWillSay(int stepsUp, int stepsDown)
    {
        var random = new Random(stepsUp);
        var prediction = new DrivePrediction(Arena.Duel);
        prediction.Reconcile(Start, 0);
        TankMotion truth = Start;
        var inputs = new List<DriveInput>();
        var answers = new List<(uint Sequence, TankMotion Motion)>();
        var predicted = new List<TankMotion>();
        DriveInput input = default;
        for (int step = 0; step < 600; step++)
        {
            if (step % 20 == 0) input = DriveInput.From(Angle.ToDirection(random.NextSingle() * MathF.Tau), 0, false);
            Assert.Equal((uint)step + 1, prediction.Drive(input));
            inputs.Add(input);
            predicted.Add(prediction.Motion);

            if (step >= stepsUp)
            {
                truth.Step(inputs[step - stepsUp], Arena.Duel);
                answers.Add(((uint)(step - stepsUp + 1), truth));
            }

            if (answers.Count <= stepsDown) continue;
            (uint sequence, TankMotion motion) = answers[^(stepsDown + 1)];
            prediction.Reconcile(motion, sequence);
            Assert.Equal(predicted[(int)sequence - 1], motion);
            Assert.Equal(predicted[^1], prediction.Motion);
            Assert.Equal(prediction.Motion.Position, prediction.ShownPosition(1));
        }
    }

    [Fact]
    public void ASmallCorrectionIsShownAsAFadeNotAsAJump()
    {
        var prediction = new DrivePrediction(Arena.Duel);
        prediction.Reconcile(Start, 0);
        TankMotion pushed = Start;
        pushed.Position += new Vector2(0, 1);
        prediction.Reconcile(pushed, 0);

        Assert.Equal(Start.Position, prediction.ShownPosition(1));
        prediction.Fade(0.1f);
        Assert.InRange(prediction.ShownPosition(1).Y, 11.1f, 11.9f);
        prediction.Fade(2);
        Assert.Equal(12, prediction.ShownPosition(1).Y, 3);
    }

    [Fact]
    public void ATeleportIsShownAtOnce()
    {
        var prediction = new DrivePrediction(Arena.Duel);
        prediction.Reconcile(Start, 0);
        prediction.Reconcile(new TankMotion { Position = new Vector2(30, 11) }, 0);
        Assert.Equal(new Vector2(30, 11), prediction.ShownPosition(1));
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(1000u)]
    public void AnAnswerToWhatWasNeverSentStartsOverFromIt(uint sequence)
    {
        var prediction = new DrivePrediction(Arena.Duel);
        for (int i = 0; i < 500; i++) prediction.Drive(DriveInput.From(Vector2.UnitX, 0, false));
        prediction.Reconcile(Start, sequence);
        Assert.Equal(Start, prediction.Motion);
    }

    [Fact]
    public void AServerThatNeverAnswersCostsNoMoreThanTheHistory()
    {
        var prediction = new DrivePrediction(Arena.Duel);
        for (int i = 0; i < 10_000; i++) prediction.Drive(DriveInput.From(Vector2.UnitX, 0, false));
        prediction.Reconcile(Start, 1);
        Assert.Equal(Start, prediction.Motion);
    }
}
