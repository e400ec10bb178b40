#include "ui/connections/connection_words.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"

#include <QCoreApplication>

namespace audience::ui {

namespace {
struct ConnectionWords {
    Q_DECLARE_TR_FUNCTIONS(ConnectionWords)
};
} // namespace

QStringList testWords(const service::ConnectionTest &test, const std::string &kind) {
    QStringList words;
    const bool isQueue = kind == "sqs";
    if (kind == "smtp") {
        words << ConnectionWords::tr("Your mail server answers, and the way to it is as it should be.");
        words << ConnectionWords::tr("Send a test email to yourself to see one arrive.");
        return words;
    }
    if (isQueue) {
        words << ConnectionWords::tr("The queue answers.");
        words << (test.takenEvents > 0 ? ConnectionWords::tr("%1 events lay in it and have been read.").arg(formatNumber(test.takenEvents))
                                       : ConnectionWords::tr("Nothing lay in it. Deliveries, bounces and clicks come in while the window is open."));
        return words;
    }
    words << ConnectionWords::tr("Amazon answers with these keys.");
    if (!test.sendingEnabled)
        words << ConnectionWords::tr("Amazon has switched sending off for this account. Look there for the reason; until then nothing goes out.");
    if (test.isSandbox)
        words << ConnectionWords::tr("The account is in Amazon's sandbox: only addresses verified there are reached. Ask Amazon for production access before you send to customers.");
    const double left = qMax(0.0, test.maxPerDay - test.sentToday);
    words << ConnectionWords::tr("Up to %1 emails a second.").arg(formatNumber(qint64(test.maxPerSecond)));
    words << ConnectionWords::tr("%1 of %2 emails are left for these 24 hours.").arg(formatNumber(qint64(left)), formatNumber(qint64(test.maxPerDay)));
    if (test.enforcement == "PROBATION")
        words << ConnectionWords::tr("Amazon has this account under review. Too many bounces or complaints would stop it.");
    else if (test.enforcement == "SHUTDOWN")
        words << ConnectionWords::tr("Amazon has stopped this account from sending.");
    return words;
}

QList<std::pair<QString, QString>> regions() {
    return {{QStringLiteral("eu-central-1"), ConnectionWords::tr("Europe (Frankfurt)")},   {QStringLiteral("eu-west-1"), ConnectionWords::tr("Europe (Ireland)")},
            {QStringLiteral("eu-west-2"), ConnectionWords::tr("Europe (London)")},         {QStringLiteral("eu-west-3"), ConnectionWords::tr("Europe (Paris)")},
            {QStringLiteral("eu-north-1"), ConnectionWords::tr("Europe (Stockholm)")},     {QStringLiteral("eu-south-1"), ConnectionWords::tr("Europe (Milan)")},
            {QStringLiteral("eu-central-2"), ConnectionWords::tr("Europe (Zurich)")},      {QStringLiteral("us-east-1"), ConnectionWords::tr("United States (Virginia)")},
            {QStringLiteral("us-east-2"), ConnectionWords::tr("United States (Ohio)")},    {QStringLiteral("us-west-1"), ConnectionWords::tr("United States (California)")},
            {QStringLiteral("us-west-2"), ConnectionWords::tr("United States (Oregon)")},  {QStringLiteral("ca-central-1"), ConnectionWords::tr("Canada (Central)")},
            {QStringLiteral("sa-east-1"), ConnectionWords::tr("South America (Sao Paulo)")}, {QStringLiteral("ap-south-1"), ConnectionWords::tr("Asia (Mumbai)")},
            {QStringLiteral("ap-northeast-1"), ConnectionWords::tr("Asia (Tokyo)")},       {QStringLiteral("ap-northeast-2"), ConnectionWords::tr("Asia (Seoul)")},
            {QStringLiteral("ap-northeast-3"), ConnectionWords::tr("Asia (Osaka)")},       {QStringLiteral("ap-southeast-1"), ConnectionWords::tr("Asia (Singapore)")},
            {QStringLiteral("ap-southeast-2"), ConnectionWords::tr("Australia (Sydney)")}, {QStringLiteral("ap-southeast-3"), ConnectionWords::tr("Asia (Jakarta)")},
            {QStringLiteral("me-south-1"), ConnectionWords::tr("Middle East (Bahrain)")},  {QStringLiteral("il-central-1"), ConnectionWords::tr("Israel (Tel Aviv)")},
            {QStringLiteral("af-south-1"), ConnectionWords::tr("Africa (Cape Town)")}};
}

QString regionWords(const std::string &id) {
    for (const auto &[known, words] : regions())
        if (known == toQString(id))
            return words;
    return toQString(id);
}

// The name of a role and an external id may hold commas: each part ends where the next one's name begins.
KeysFrom keysFrom(const std::string &credentials) {
    const QString text = toQString(credentials);
    const QLatin1String role("role:"), externalId(",external-id="), source(",source=");
    if (!text.startsWith(role))
        return {{}, {}, text.isEmpty() ? QStringLiteral("keychain") : text};
    const auto from = text.indexOf(source);
    const QString named = text.mid(role.size(), from < 0 ? -1 : from - role.size());
    const auto id = named.indexOf(externalId);
    return {named.left(id), id < 0 ? QString() : named.mid(id + externalId.size()), from < 0 ? QStringLiteral("keychain") : text.mid(from + source.size())};
}

std::string toText(const KeysFrom &keys) {
    if (keys.role.isEmpty())
        return toUtf8(keys.source);
    QString text = QLatin1String("role:") + keys.role;
    if (!keys.externalId.isEmpty())
        text += QLatin1String(",external-id=") + keys.externalId;
    return toUtf8(text + QLatin1String(",source=") + keys.source);
}

QString keysWords(const std::string &credentials) {
    const KeysFrom keys = keysFrom(credentials);
    const QString text = keys.source, place = text.section(QLatin1Char(':'), 1);
    if (!keys.role.isEmpty())
        return ConnectionWords::tr("%1, taking on the role %2").arg(keysWords(toUtf8(keys.source)), keys.role.section(QLatin1String(":role/"), 1));
    if (text == QLatin1String("env"))
        return ConnectionWords::tr("Environment variables");
    if (text.startsWith(QLatin1String("profile:")))
        return ConnectionWords::tr("The profile %1 of the AWS tools").arg(place);
    if (text.startsWith(QLatin1String("file:")))
        return ConnectionWords::tr("The file %1").arg(place);
    return ConnectionWords::tr("This computer's keychain");
}

QString encryptionWords(model::SmtpConnection::Tls tls) {
    switch (tls) {
    case model::SmtpConnection::Tls::StartTls: return ConnectionWords::tr("encrypted after the greeting (STARTTLS)");
    case model::SmtpConnection::Tls::Implicit: return ConnectionWords::tr("encrypted from the first byte (TLS)");
    case model::SmtpConnection::Tls::None: break;
    }
    return ConnectionWords::tr("not encrypted, as it is this computer");
}

QString passwordWords(const model::SmtpConnection &smtp) {
    return smtp.credentials == "env" ? ConnectionWords::tr("The environment variable AUDIENCE_SMTP_PASSWORD") : ConnectionWords::tr("This computer's keychain");
}

QString serverRateWords(double perSecond) { return interfaceLocale().toString(perSecond, 'g', 6); }

QVector<VersionRow> connectionVersions(const service::ConnectionView &theirs, const service::ConnectionView &mine) {
    QVector<VersionRow> rows;
    if (mine.sqs) {
        const model::SqsConnection other = theirs.sqs.value_or(model::SqsConnection{});
        rows.append({ConnectionWords::tr("Queue"), toQString(other.queueUrl), toQString(mine.sqs->queueUrl)});
        rows.append({ConnectionWords::tr("Region"), regionWords(other.region), regionWords(mine.sqs->region)});
        rows.append({ConnectionWords::tr("Keys"), keysWords(other.credentials), keysWords(mine.sqs->credentials)});
        rows.append({ConnectionWords::tr("Address of the service"), toQString(other.endpoint), toQString(mine.sqs->endpoint)});
        return rows;
    }
    if (mine.smtp) {
        const model::SmtpConnection other = theirs.smtp.value_or(model::SmtpConnection{});
        rows.append({ConnectionWords::tr("Server"), toQString(other.address()), toQString(mine.smtp->address())});
        rows.append({ConnectionWords::tr("Encryption"), encryptionWords(other.tls), encryptionWords(mine.smtp->tls)});
        rows.append({ConnectionWords::tr("User name"), toQString(other.user), toQString(mine.smtp->user)});
        rows.append({ConnectionWords::tr("Password kept in"), passwordWords(other), passwordWords(*mine.smtp)});
        rows.append({ConnectionWords::tr("Sender"), toQString(other.fromAddress), toQString(mine.smtp->fromAddress)});
        rows.append({ConnectionWords::tr("Postal address"), toQString(other.postalAddress), toQString(mine.smtp->postalAddress)});
        rows.append({ConnectionWords::tr("How people unsubscribe"), toQString(other.unsubscribe.value), toQString(mine.smtp->unsubscribe.value)});
        rows.append({ConnectionWords::tr("Emails a second"), serverRateWords(other.ratePerSecond), serverRateWords(mine.smtp->ratePerSecond)});
        return rows;
    }
    const model::SesConnection other = theirs.ses.value_or(model::SesConnection{}), own = mine.ses.value_or(model::SesConnection{});
    const auto text = [&](const QString &part, std::string model::SesConnection::*field) { rows.append({part, toQString(other.*field), toQString(own.*field)}); };
    const auto heeded = [](const model::SesConnection &one) { return one.accountSuppression ? ConnectionWords::tr("Heeded") : ConnectionWords::tr("Not heeded"); };
    text(ConnectionWords::tr("Sender"), &model::SesConnection::fromAddress);
    text(ConnectionWords::tr("Postal address"), &model::SesConnection::postalAddress);
    rows.append({ConnectionWords::tr("How people unsubscribe"), toQString(other.unsubscribe.value), toQString(own.unsubscribe.value)});
    rows.append({ConnectionWords::tr("Region"), regionWords(other.region), regionWords(own.region)});
    rows.append({ConnectionWords::tr("Keys"), keysWords(other.credentials), keysWords(own.credentials)});
    rows.append({ConnectionWords::tr("Amazon's own block list"), heeded(other), heeded(own)});
    text(ConnectionWords::tr("Configuration set"), &model::SesConnection::configurationSet);
    text(ConnectionWords::tr("Address of the service"), &model::SesConnection::endpoint);
    return rows;
}

} // namespace audience::ui
