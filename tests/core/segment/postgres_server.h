// A real PostgreSQL for one test: Debian's package, its own data in a temporary folder, no network, gone
// with the object. Talks to it through one psql.
#pragma once

#include "memory_data.h"

#include <QProcess>
#include <QTemporaryDir>

namespace audience::test {

class PostgresServer {
public:
    ~PostgresServer();
    // Where it is not installed or does not start, this says why; empty when it runs.
    QString start();
    // The tables of sqlNames() with the same content, in the types of the dialect; JSON must be JSON.
    QString load(const MemoryData &data);
    static QByteArray tablesOf(const MemoryData &data); // as SQL
    // The keys that a statement selects; `error` is set when it fails. Parameters are bound by PREPARE.
    std::vector<Ordinal> keys(const sql::Statement &statement, std::string &error);

private:
    // Lines that the server answers; those of errors begin with "ERROR".
    QList<QByteArray> run(const QByteArray &sql);
    QString command(const QString &program, QStringList arguments);
    QTemporaryDir m_folder;
    QString m_binaries;
    QStringList m_asUser; // prefix: the server refuses to be root
    QProcess m_server, m_psql;
};

} // namespace audience::test
