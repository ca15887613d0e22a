namespace Tain.Lobbies.Kit;

/// <summary>A test on a PostgreSQL of its own, see <see cref="PostgresCluster"/>. Where it is not installed the test says so and does not run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresCluster.WhyNot;
}
