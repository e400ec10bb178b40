#include "app/gui/shots/small_account.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutexLocker>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <utility>

namespace audience::gui {

namespace {

QByteArray reply(int status, const QJsonObject &body, const QByteArray &errorType = {}) {
    const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + (status == 200 ? " OK" : " Refused") + "\r\nContent-Type: application/json\r\n";
    if (!errorType.isEmpty())
        head += "x-amzn-ErrorType: " + errorType + "\r\n";
    return head + "Content-Length: " + QByteArray::number(text.size()) + "\r\n\r\n" + text;
}

QByteArray accountReply(const QByteArray &path) {
    const bool isTrial = path.startsWith("/trial/"), isSmall = path.startsWith("/small/");
    const double perDay = isTrial ? 200 : isSmall ? 12'440 : 50'000;
    return reply(200, {{QStringLiteral("ProductionAccessEnabled"), !isTrial},
                       {QStringLiteral("SendingEnabled"), true},
                       {QStringLiteral("EnforcementStatus"), QStringLiteral("HEALTHY")},
                       {QStringLiteral("SendQuota"), QJsonObject{{QStringLiteral("Max24HourSend"), perDay},
                                                                 {QStringLiteral("MaxSendRate"), isTrial ? 1.0 : 90.0},
                                                                 {QStringLiteral("SentLast24Hours"), isTrial ? 12.0 : 12'400.0}}}});
}

QString tagOf(const QJsonObject &request, const QString &name) {
    for (const QJsonValue &tag : request.value(QStringLiteral("EmailTags")).toArray())
        if (tag.toObject().value(QStringLiteral("Name")).toString() == name)
            return tag.toObject().value(QStringLiteral("Value")).toString();
    return {};
}

QByteArray event(const QJsonObject &request, const QString &id, const QString &type, const QString &member, int afterMs, QJsonObject facts) {
    const auto stamp = [](const QDateTime &at) { return at.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ")); };
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QJsonObject tags;
    for (const QString &name : {QStringLiteral("as_ws"), QStringLiteral("as_attempt"), QStringLiteral("campaign")})
        tags.insert(name, QJsonArray{tagOf(request, name)});
    facts.insert(QStringLiteral("timestamp"), stamp(now.addMSecs(afterMs)));
    return QJsonDocument(QJsonObject{{QStringLiteral("eventType"), type},
                                     {QStringLiteral("mail"), QJsonObject{{QStringLiteral("timestamp"), stamp(now)},
                                                                          {QStringLiteral("messageId"), id},
                                                                          {QStringLiteral("destination"), request.value(QStringLiteral("Destination")).toObject().value(QStringLiteral("ToAddresses"))},
                                                                          {QStringLiteral("tags"), tags}}},
                                     {member, facts}})
               .toJson(QJsonDocument::Compact) +
           '\n';
}

} // namespace

SmallAccount::SmallAccount() : m_server(new QTcpServer) {
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    QObject::connect(m_server, &QTcpServer::newConnection, m_server, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            serve(socket);
    });
    m_thread.start();
    QMetaObject::invokeMethod(
        m_server,
        [this] {
            m_server->listen(QHostAddress::LocalHost);
            m_port = m_server->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

SmallAccount::~SmallAccount() {
    m_thread.quit();
    m_thread.wait();
}

QString SmallAccount::url(const QString &account) const {
    const QString root = QStringLiteral("http://127.0.0.1:%1").arg(m_port);
    return account.isEmpty() ? root : root + QLatin1Char('/') + account;
}

void SmallAccount::behave(qint64 campaign, const Manner &manner) {
    const QMutexLocker lock(&m_mutex);
    m_sent[QString::number(campaign)] = {manner, 0, 0};
}

int SmallAccount::taken(qint64 campaign) const {
    const QMutexLocker lock(&m_mutex);
    return m_sent.value(QString::number(campaign)).taken;
}

QByteArray SmallAccount::takeEvents() {
    const QMutexLocker lock(&m_mutex);
    return std::exchange(m_events, {});
}

void SmallAccount::serve(QTcpSocket *socket) {
    const auto read = std::make_shared<QByteArray>();
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, read] {
        *read += socket->readAll();
        for (qsizetype end = read->indexOf("\r\n\r\n"); end >= 0; end = read->indexOf("\r\n\r\n")) {
            const QByteArray head = read->left(end).toLower();
            const qsizetype at = head.indexOf("content-length:");
            const qsizetype length = at < 0 ? 0 : head.mid(at + 15, head.indexOf("\r\n", at) < 0 ? -1 : head.indexOf("\r\n", at) - at - 15).trimmed().toLongLong();
            if (read->size() < end + 4 + length)
                return;
            const QByteArray line = read->left(read->indexOf("\r\n")), said = answer(line, read->mid(end + 4, length));
            read->remove(0, end + 4 + length);
            if (said.isEmpty())
                return socket->abort();
            socket->write(said);
        }
    });
}

QByteArray SmallAccount::answer(const QByteArray &line, const QByteArray &body) {
    const QList<QByteArray> words = line.split(' ');
    const QByteArray path = words.value(1);
    if (path.endsWith("/v2/email/account"))
        return accountReply(path);
    if (words.first() == "POST" && path.endsWith("/v2/email/outbound-emails"))
        return take(body);
    return reply(404, {{QStringLiteral("message"), QStringLiteral("not here")}}, "NotFoundException");
}

QByteArray SmallAccount::take(const QByteArray &body) {
    const QMutexLocker lock(&m_mutex);
    const QJsonObject request = QJsonDocument::fromJson(body).object();
    Sent &sent = m_sent[tagOf(request, QStringLiteral("campaign"))];
    if (sent.taken >= sent.manner.first && sent.manner.then != Then::Takes && sent.otherwise < sent.manner.many) {
        ++sent.otherwise;
        return sent.manner.then == Then::HangsUp ? QByteArray()
                                                 : reply(429, {{QStringLiteral("message"), QStringLiteral("Maximum sending rate exceeded.")}}, "TooManyRequestsException");
    }
    const int number = sent.taken++;
    const QString id = QStringLiteral("0107%1-%2").arg(number, 8, 16, QLatin1Char('0')).arg(tagOf(request, QStringLiteral("as_attempt")));
    const QString to = request.value(QStringLiteral("Destination")).toObject().value(QStringLiteral("ToAddresses")).toArray().first().toString();
    if (number * sent.manner.bouncesOf1000 / 1000 != (number + 1) * sent.manner.bouncesOf1000 / 1000) {
        m_events += event(request, id, QStringLiteral("Bounce"), QStringLiteral("bounce"), 300,
                          {{QStringLiteral("bounceType"), QStringLiteral("Permanent")},
                           {QStringLiteral("bounceSubType"), QStringLiteral("NoEmail")},
                           {QStringLiteral("bouncedRecipients"), QJsonArray{QJsonObject{{QStringLiteral("emailAddress"), to}, {QStringLiteral("status"), QStringLiteral("5.1.1")}}}},
                           {QStringLiteral("feedbackId"), id}});
    } else {
        m_events += event(request, id, QStringLiteral("Delivery"), QStringLiteral("delivery"), 300, {{QStringLiteral("recipients"), QJsonArray{to}}});
        if (number % 5 == 0)
            m_events += event(request, id, QStringLiteral("Open"), QStringLiteral("open"), 900, {{QStringLiteral("userAgent"), QStringLiteral("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0")}});
    }
    return reply(200, {{QStringLiteral("MessageId"), id}});
}

} // namespace audience::gui
