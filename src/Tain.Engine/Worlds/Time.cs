namespace Tain;

/// <summary>The clock of a world. It stands still within a tick, and moves by what <see cref="World.Tick"/> is told.</summary>
public sealed class Time
{
    private readonly TimeProvider _provider;
    private readonly long _madeAt;

    private float _scale = 1;
    private float _fixedDelta = 0.02f;
    private float _maximumDelta = 1f / 3f;
    private float _delta;
    private double _frameTime;
    private double _fixedTime;

    internal Time(TimeProvider provider)
    {
        _provider = provider;
        _madeAt = provider.GetTimestamp();
    }

    /// <summary>Game seconds since the last tick; within FixedUpdate the fixed step.</summary>
    public float deltaTime => inFixedTimeStep ? _fixedDelta : _delta;

    /// <summary>Seconds since the last tick, whatever the time scale.</summary>
    public float unscaledDeltaTime { get; private set; }

    /// <summary>Game seconds at the beginning of this tick; within FixedUpdate <see cref="fixedTime"/>.</summary>
    public float time => (float)timeAsDouble;

    /// <summary>Game seconds at the beginning of this tick; within FixedUpdate <see cref="fixedTime"/>.</summary>
    public double timeAsDouble => inFixedTimeStep ? _fixedTime : _frameTime;

    /// <summary>Seconds at the beginning of this tick, whatever the time scale.</summary>
    public float unscaledTime => (float)unscaledTimeAsDouble;

    /// <summary>Seconds at the beginning of this tick, whatever the time scale.</summary>
    public double unscaledTimeAsDouble { get; private set; }

    /// <summary>Game seconds of the last fixed step.</summary>
    public float fixedTime => (float)_fixedTime;

    /// <summary>Game seconds of the last fixed step.</summary>
    public double fixedTimeAsDouble => _fixedTime;

    /// <summary>Seconds since the world was made, by the world's time provider: the only value here that moves within a tick.</summary>
    public double realtimeSinceStartupAsDouble => _provider.GetElapsedTime(_madeAt).TotalSeconds;

    /// <summary>Seconds since the world was made, by the world's time provider: the only value here that moves within a tick.</summary>
    public float realtimeSinceStartup => (float)realtimeSinceStartupAsDouble;

    /// <summary>How many ticks have begun.</summary>
    public int frameCount { get; private set; }

    /// <summary>Whether FixedUpdate is running.</summary>
    public bool inFixedTimeStep { get; private set; }

    /// <summary>How fast game time goes: 1 as real time, 0 not at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public float timeScale
    {
        get => _scale;
        set
        {
            if (!(value >= 0) || float.IsInfinity(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A time scale is 0 or more.");
            _scale = value;
        }
    }

    /// <summary>Game seconds per FixedUpdate, 0.02 at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.0001.</exception>
    public float fixedDeltaTime
    {
        get => _fixedDelta;
        set
        {
            // The smallest step bounds, together with maximumDeltaTime, how many steps a tick can take.
            if (!(value >= 0.0001f)) throw new ArgumentOutOfRangeException(nameof(value), value, "A fixed step is 0.0001 seconds or more.");
            _fixedDelta = value;
        }
    }

    /// <summary>The longest a tick may count for, in seconds, 1/3 at first: after a stall the world runs late instead of making up for all of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public float maximumDeltaTime
    {
        get => _maximumDelta;
        set
        {
            if (!(value > 0)) throw new ArgumentOutOfRangeException(nameof(value), value, "The longest tick must be above 0 seconds.");
            _maximumDelta = value;
        }
    }

    // The time of the tick even within FixedUpdate: delays run on it.
    internal double FrameTime => _frameTime;

    internal void BeginFrame(float elapsedSeconds)
    {
        float counted = Math.Min(elapsedSeconds, _maximumDelta);
        unscaledDeltaTime = counted;
        unscaledTimeAsDouble += counted;
        _delta = counted * _scale;
        _frameTime += _delta;
        frameCount++;
    }

    /// <summary>Enters the next fixed step, if game time has come that far.</summary>
    internal bool TryBeginFixedStep()
    {
        inFixedTimeStep = _fixedTime + _fixedDelta <= _frameTime;
        if (inFixedTimeStep) _fixedTime += _fixedDelta;
        return inFixedTimeStep;
    }
}
