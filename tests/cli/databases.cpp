#include "cli/databases.h"

#include <QTest>

namespace audience::test {

QStringList addShop(const LiveServer &server, const char *kind) {
    return words("connection add") << QLatin1String(kind)
                                   << words("shop --host 127.0.0.1 --tls this-computer --database shop --user reader --credentials env --port") << QString::number(server.port());
}

void tellPassword(Cli &cli, const char *password) { cli.setVariable(QStringLiteral("AUDIENCE_PASSWORD_SHOP"), QLatin1String(password)); }

void beginWith(Cli &cli, const LiveServer &server, const char *kind) {
    tellPassword(cli);
    for (const QStringList &command : {words("init"), addShop(server, kind)})
        if (const CliResult result = cli.run(command); result.exit != 0)
            QTest::qFail(qPrintable(result.told()), __FILE__, __LINE__);
}

} // namespace audience::test
