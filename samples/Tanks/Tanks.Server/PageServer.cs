using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tanks.Server;

/// <summary>Serves the page: static files with the content types that a .NET program in a browser needs, compressed on the way.</summary>
internal static class PageServer
{
    private const string AssemblyContentType = "application/octet-stream";
    private const string WasmContentType = "application/wasm";   // the browser compiles while it downloads only when this is exact

    public static void AddServices(WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.WebHost.UseUrls($"{(settings.Certificate == null ? "http" : "https")}://*:{settings.HttpPort}");
        if (settings.Certificate is { } certificate)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);   // we say ourselves, and shorter, that a port is taken
        builder.Services.AddResponseCompression(options =>
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, AssemblyContentType, WasmContentType]);
    }

    public static void Use(WebApplication app)
    {
        var contentTypes = new FileExtensionContentTypeProvider();
        contentTypes.Mappings[".dll"] = AssemblyContentType;
        contentTypes.Mappings[".wasm"] = WasmContentType;

        app.UseResponseCompression();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = contentTypes,
            // Ask each time, download only what changed (ETag): a rebuilt game is never mixed with a cached one.
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
        });
    }

    /// <summary>Where a person on this machine opens the page; meaningful once the host has started.</summary>
    public static string GetAddress(WebApplication app)
    {
        string bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        var address = BindingAddress.Parse(bound);
        return $"{address.Scheme}://localhost:{address.Port}";
    }
}
