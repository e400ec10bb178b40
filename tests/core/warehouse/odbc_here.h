// The ODBC drivers of this computer, registered in a list of a test's own.
#pragma once

#include <QDir>
#include <QFile>
#include <QString>

namespace audience::test {

inline QString odbcLibrary(const char *name) {
    for (const char *folder : {"/usr/lib/x86_64-linux-gnu/odbc", "/usr/lib/aarch64-linux-gnu/odbc", "/usr/lib/odbc", "/usr/lib64", "/opt/homebrew/lib"})
        if (const QString path = QDir(QLatin1String(folder)).filePath(QLatin1String(name)); QFile::exists(path))
            return path;
    return {};
}

struct OdbcHere {
    bool hasPostgres = false, hasSqlite = false;
};
inline constexpr const char *kPostgresOdbc = "PostgreSQL Unicode", *kSqliteOdbc = "SQLite3";

// Call it before the first question: the list is read once. `sources` are lines of odbc.ini, `more` further ones of odbcinst.ini.
inline OdbcHere registerOdbcDrivers(const QString &folder, const QByteArray &sources = {}, const QByteArray &more = {}) {
    qputenv("ODBCSYSINI", folder.toUtf8());
    qputenv("ODBCINI", QDir(folder).filePath(QStringLiteral("odbc.ini")).toUtf8());
    QByteArray drivers;
    OdbcHere here;
    if (const QString path = odbcLibrary("psqlodbcw.so"); !path.isEmpty()) {
        drivers += QByteArray("[") + kPostgresOdbc + "]\nDriver=" + path.toUtf8() + "\n";
        here.hasPostgres = true;
    }
    if (const QString path = odbcLibrary("libsqlite3odbc.so"); !path.isEmpty()) {
        drivers += QByteArray("[") + kSqliteOdbc + "]\nDriver=" + path.toUtf8() + "\n";
        here.hasSqlite = true;
    }
    drivers += more + "[Broken]\nDriver=/dev/null/none.so\n";
    for (const auto &[name, lines] : {std::pair("odbcinst.ini", drivers), std::pair("odbc.ini", sources)})
        if (QFile file(QDir(folder).filePath(QLatin1String(name))); !file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
            return {};
    return here;
}

} // namespace audience::test
