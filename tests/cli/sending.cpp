#include "cli/sending.h"

#include <QTest>

#include <map>

namespace audience::test {

namespace {

void must(const CliResult &result) {
    if (result.exit != 0)
        QTest::qFail(qPrintable(result.told()), __FILE__, __LINE__);
}

} // namespace

void saveNews(Cli &cli) {
    const QString html = cli.write(QStringLiteral("news.html"),
                                   "<html><body><p>Hello</p><p>{{ postal_address }}</p>"
                                   "<a href=\"{{ unsubscribe_url }}\">Unsubscribe</a></body></html>\n");
    must(cli.run(words("template save --name news --subject News --html") << html));
}

void fillWithPeople(Cli &cli, int people) {
    QByteArray csv = "id,email,consent\n";
    for (int i = 1; i <= people; ++i)
        csv += QByteArray::number(i) + ",p" + QByteArray::number(i) + "@example.com,yes\n";
    must(cli.run(words("init")));
    must(cli.run(words("import --as people --role profiles --key id --email email --consent consent")
                 << cli.write(QStringLiteral("people.csv"), csv)));
    must(cli.run(words("segment save --name everyone --text everybody")));
    saveNews(cli);
}

void connectTo(Cli &cli, FakeAws &server, const QString &suppression) {
    const FakeAwsConfig keys;
    cli.setVariable(QStringLiteral("AWS_ACCESS_KEY_ID"), QString::fromStdString(keys.accessKeyId));
    cli.setVariable(QStringLiteral("AWS_SECRET_ACCESS_KEY"), QString::fromStdString(keys.secretKey));
    server.createQueue("ses-events");
    const QString url = QString::fromStdString(server.url());
    must(cli.run(words("connection add ses shop --region eu-west-1 --from news@example.com "
                       "--configuration-set audience-sync --credentials env --postal-address")
                 << QStringLiteral("Shop, 1 High Street, Exampleton") << QStringLiteral("--unsubscribe")
                 << QStringLiteral("url:https://example.com/u?t={token}") << QStringLiteral("--endpoint") << url
                 << QStringLiteral("--suppression") << suppression));
    must(cli.run(words("connection add sqs events --region eu-west-1 --credentials env --endpoint")
                 << url << QStringLiteral("--queue")
                 << QString::fromStdString(server.queueUrl("ses-events"))));
}

QString makeCampaign(Cli &cli, const QString &name, const QString &segment, const QString &via) {
    const Json made = cli.json({QStringLiteral("campaign"), QStringLiteral("create"), QStringLiteral("--name"), name,
                                QStringLiteral("--segment"), segment, QStringLiteral("--template"),
                                QStringLiteral("news"), QStringLiteral("--via"), via});
    return made.is_object() ? QString::number(made["id"].get<std::int64_t>()) : QString();
}

QStringList addressesSentTwice(const FakeAws &server) {
    std::map<std::string, int> count;
    QStringList twice;
    for (const ReceivedSend &send : server.sends())
        if (++count[send.to] == 2)
            twice << QString::fromStdString(send.to);
    return twice;
}

std::int64_t stateOf(const Json &status, const char *name) {
    return status.is_object() ? jsonInt(status["states"], name, -1) : -1;
}

std::int64_t sumOfStates(const Json &status) {
    std::int64_t sum = 0;
    if (status.is_object())
        for (const auto &[name, count] : status["states"].items())
            sum += count.get<std::int64_t>();
    return sum;
}

} // namespace audience::test
