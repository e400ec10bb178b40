// A real PostgreSQL that a test connects to as programs do. Killed and started again at will.
#pragma once

#include "support/live_server.h"

namespace audience::test {

class LivePostgres : public LiveServer {
public:
    ~LivePostgres();
    // Where it is not installed or does not start, this says why; empty when it runs. With a host name it is encrypted, with a
    // certificate for that name of an authority of its own.
    QString start(const QString &certificateFor = {});
    QString startAgain();

    // As its owner, who may do everything. Empty when all went well, else what the server says.
    QString run(const QByteArray &sql);
    QString value(const QByteArray &sql); // of the first column of the first row
    // The user "reader" of the database "shop", who owns nothing.
    model::SourceConnection connection() const { return plainConnection(); }

private:
    QString binary(const char *name) const;
    QStringList ownerOf(const char *database) const;
    QString m_binaries;
};

} // namespace audience::test
