using System.Globalization;

namespace Tain.Transports.Proxies;

/// <summary>
/// A reverse proxy that Debian has: its program, the recipe of docs/reverse-proxies.md, what of the recipe is put in other words on a test's machine (ports, certificate
/// files), and what must stand around it when nothing else is configured.
/// </summary>
/// <param name="Name">Debian's package.</param>
/// <param name="Program">The program's file.</param>
/// <param name="Recipe">The recipe's file in the folder Recipes.</param>
/// <param name="Arguments">How it is started in the foreground with a configuration file.</param>
/// <param name="Replacements">Words of the recipe, each there at least once, and what stands for them.</param>
/// <param name="Around">The whole configuration around the recipe.</param>
internal sealed record ReverseProxyKind(
    string Name,
    string Program,
    string Recipe,
    Func<ProxyPlaces, string[]> Arguments,
    Func<ProxyPlaces, (string Word, string Instead)[]> Replacements,
    Func<ProxyPlaces, string, string> Around)
{
    private const string ApacheModules = "/usr/lib/apache2/modules";

    public static ReverseProxyKind Nginx { get; } = new(
        "nginx",
        "/usr/sbin/nginx",
        "nginx.conf",
        places => ["-e", "stderr", "-p", places.Folder["."], "-c", places.Configuration],
        places =>
        [
            ("listen 443 ssl;", $"listen 127.0.0.1:{Text(places.Port)} ssl;"), ("listen [::]:443 ssl;", $"listen [::1]:{Text(places.Port)} ssl;"),
            ("game.example;", "localhost;"), ("/etc/letsencrypt/live/game.example/fullchain.pem", places.Chain), ("/etc/letsencrypt/live/game.example/privkey.pem", places.Key),
            ("127.0.0.1:27777", $"127.0.0.1:{Text(places.BackendPort)}"),
        ],
        (places, recipe) =>
            $$"""
            daemon off;
            master_process off;
            pid {{places.Folder["pid"]}};
            error_log stderr;
            events { worker_connections 512; }
            http {
              access_log off;
              client_body_temp_path {{places.Folder["body"]}};
              proxy_temp_path {{places.Folder["proxy"]}};
              fastcgi_temp_path {{places.Folder["fastcgi"]}};
              uwsgi_temp_path {{places.Folder["uwsgi"]}};
              scgi_temp_path {{places.Folder["scgi"]}};
              {{recipe}}
            }
            """);

    public static ReverseProxyKind Haproxy { get; } = new(
        "haproxy",
        "/usr/sbin/haproxy",
        "haproxy.cfg",
        places => ["-db", "-f", places.Configuration],
        places =>
        [
            ("bind :::443 v4v6 ssl", $"bind 127.0.0.1:{Text(places.Port)},[::1]:{Text(places.Port)} ssl"), ("/etc/haproxy/certs/game.example.pem", places.Both),
            ("127.0.0.1:27777", $"127.0.0.1:{Text(places.BackendPort)}"),
        ],
        (_, recipe) => $"global\n    maxconn 512\n\n{recipe}");

    public static ReverseProxyKind Apache { get; } = new(
        "apache2",
        "/usr/sbin/apache2",
        "apache.conf",
        places => ["-DFOREGROUND", "-f", places.Configuration],
        places =>
        [
            ("*:443", $"*:{Text(places.Port)}"), ("game.example\n", "localhost\n"),
            ("/etc/letsencrypt/live/game.example/fullchain.pem", places.Chain), ("/etc/letsencrypt/live/game.example/privkey.pem", places.Key),
            ("127.0.0.1:27777", $"127.0.0.1:{Text(places.BackendPort)}"),
        ],
        (places, recipe) =>
            $"""
            ServerRoot {places.Folder["."]}
            DefaultRuntimeDir {places.Folder["."]}
            PidFile {places.Folder["pid"]}
            ErrorLog /dev/stderr
            User www-data
            Group www-data
            LoadModule mpm_event_module {ApacheModules}/mod_mpm_event.so
            LoadModule authz_core_module {ApacheModules}/mod_authz_core.so
            LoadModule ssl_module {ApacheModules}/mod_ssl.so
            LoadModule proxy_module {ApacheModules}/mod_proxy.so
            LoadModule proxy_http_module {ApacheModules}/mod_proxy_http.so
            Listen 127.0.0.1:{Text(places.Port)}
            Listen [::1]:{Text(places.Port)}
            {recipe}
            """);

    public static ReverseProxyKind Caddy { get; } = new(
        "caddy",
        "/usr/bin/caddy",
        "Caddyfile",
        places => ["run", "--adapter", "caddyfile", "--config", places.Configuration],
        places =>
        [
            // Caddy fetches a certificate by itself, where the name is one of the world's.
            ("game.example {", $"https://localhost:{Text(places.Port)} {{\n\ttls {places.Chain} {places.Key}"), ("127.0.0.1:27777", $"127.0.0.1:{Text(places.BackendPort)}"),
        ],
        (_, recipe) => $"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n\n{recipe}");

    /// <summary>The kind of a package.</summary>
    public static ReverseProxyKind Of(string name) => new[] { Nginx, Haproxy, Apache, Caddy }.Single(kind => kind.Name == name);

    /// <summary>Why it cannot be tried; null when it can.</summary>
    public string? Missing => File.Exists(Program) ? null : $"{Program} is not there: apt-get install {Name}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
