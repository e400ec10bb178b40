// The resolver that asks the system's DNS, against a name server of our own: on a loopback address of its own and port 53,
// as Qt before 6.6 can ask no other port. Where that port needs rights this process lacks, it says so and is skipped.
#include "aws/dns.h"
#include "support/test_main.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUdpSocket>

using namespace audience;
using namespace audience::aws;

namespace {

const char *const kAddress = "127.0.0.78";

QByteArray number16(int value) { return QByteArray(1, char(value >> 8)) + QByteArray(1, char(value & 0xff)); }

// The end of the one question that every message here has.
int endOfQuestion(const QByteArray &query) {
    int at = 12;
    while (at < query.size() && query[at] != 0)
        at += query[at] + 1;
    return at + 5;
}

QByteArray reply(const QByteArray &query, int flags, const QList<QByteArrayList> &records) {
    QByteArray answer = query.left(2) + number16(0x8180 | flags) + number16(1) + number16(int(records.size())) + number16(0) + number16(0);
    answer += query.mid(12, endOfQuestion(query) - 12);
    for (const QByteArrayList &texts : records) {
        QByteArray data;
        for (const QByteArray &text : texts)
            data += QByteArray(1, char(text.size())) + text;
        answer += number16(0xc00c) + number16(16) + number16(1) + QByteArray(4, '\0') + number16(int(data.size())) + data;
    }
    return answer;
}

QByteArray nameIn(const QByteArray &query) {
    QByteArray name;
    for (int at = 12; at < query.size() && query[at] != 0; at += query[at] + 1)
        name += (name.isEmpty() ? "" : ".") + query.mid(at + 1, query[at]);
    return name.toLower();
}

// What it says depends on the name it is asked for. It lives on the thread that waits for the answer.
class NameServer {
public:
    NameServer() {
        m_isOpen = m_udp.bind(QHostAddress(QLatin1String(kAddress)), 53) && m_tcp.listen(QHostAddress(QLatin1String(kAddress)), 53);
        QObject::connect(&m_udp, &QUdpSocket::readyRead, &m_udp, [this] {
            while (m_udp.hasPendingDatagrams()) {
                QByteArray query(int(m_udp.pendingDatagramSize()), '\0');
                QHostAddress from;
                quint16 port = 0;
                m_udp.readDatagram(query.data(), query.size(), &from, &port);
                ++asked;
                const QByteArray answer = overUdp(query);
                if (!answer.isEmpty())
                    m_udp.writeDatagram(answer, from, port);
            }
        });
        QObject::connect(&m_tcp, &QTcpServer::newConnection, &m_tcp, [this] {
            while (QTcpSocket *socket = m_tcp.nextPendingConnection())
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                    const QByteArray query = socket->readAll().mid(2);
                    ++askedByTcp;
                    const QByteArray answer = reply(query, 0, {{QByteArray(200, 'a'), QByteArray(200, 'b'), QByteArray(200, 'c')}});
                    socket->write(number16(int(answer.size())) + answer);
                });
        });
    }
    bool isOpen() const { return m_isOpen; }
    int asked = 0, askedByTcp = 0;

private:
    static QByteArray overUdp(const QByteArray &query) {
        const QByteArray name = nameIn(query);
        if (name == "spf.example.com")
            return reply(query, 0, {{"v=spf1 include:", "amazonses.com -all"}, {"other"}});
        if (name == "none.example.com")
            return reply(query, 0, {});
        if (name == "long.example.com")
            return reply(query, 0x0200, {});
        if (name == "refused.example.com")
            return reply(query, 5, {});
        if (name == "garbage.example.com")
            return QByteArray(52, char(0xff));
        if (name == "cut.example.com")
            return reply(query, 0, {{"v=spf1 -all"}}).chopped(6);
        if (name == "com") // its name servers
            return query.left(2) + number16(0x8180) + number16(1) + number16(1) + number16(0) + number16(0) + query.mid(12, endOfQuestion(query) - 12) + number16(0xc00c) +
                   number16(2) + number16(1) + QByteArray(4, '\0') + number16(4) + QByteArray("\x01\x61\xc0\x0c", 4);
        if (name == "silent.example.com")
            return {};
        return reply(query, 3, {}); // there is no such name
    }
    QUdpSocket m_udp;
    QTcpServer m_tcp;
    bool m_isOpen = false;
};

std::string said(const Result<std::vector<std::string>> &texts) {
    if (!texts)
        return texts.error().id;
    std::string all;
    for (const std::string &text : *texts)
        all += text + "|";
    return all;
}

} // namespace

class DnsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksAndUnderstands() {
        NameServer server;
        if (!server.isOpen())
            QSKIP("port 53 of 127.0.0.78 cannot be opened here; Qt before 6.6 can ask no other port");
        const auto resolver = systemResolver(std::chrono::seconds(8), kAddress);
        const std::string spf = said(resolver->texts("spf.example.com"));
        QVERIFY2(spf == "v=spf1 include:amazonses.com -all|other|" || spf == "other|v=spf1 include:amazonses.com -all|", spf.c_str());
        QCOMPARE(said(resolver->texts("nowhere.example.com")), std::string());
        QCOMPARE(said(resolver->texts("none.example.com")), std::string()); // the name is there, but has none
        QCOMPARE(said(resolver->texts("cut.example.com")), std::string());  // half a record is none
        QVERIFY(server.asked >= 3);
        // What is too long for one datagram is asked for again, by TCP.
        QCOMPARE(said(resolver->texts("long.example.com")), std::string(200, 'a') + std::string(200, 'b') + std::string(200, 'c') + "|");
        QVERIFY(server.askedByTcp >= 1);
    }

    // Not to know is another thing than to know that there is nothing.
    void whatCannotBeReadIsNoAnswer_data() {
        QTest::addColumn<QString>("name");
        for (const char *name : {"refused", "garbage", "silent"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void whatCannotBeReadIsNoAnswer() {
        QFETCH(const QString, name);
        NameServer server;
        if (!server.isOpen())
            QSKIP("port 53 of 127.0.0.78 cannot be opened here; Qt before 6.6 can ask no other port");
        const auto resolver = systemResolver(std::chrono::milliseconds(600), kAddress);
        QCOMPARE(said(resolver->texts(name.toStdString() + ".example.com")), std::string("aws.dns_failed"));
    }

    void withoutAServerThereIsNoAnswer() {
        QCOMPARE(said(systemResolver(std::chrono::seconds(8), "127.0.0.77")->texts("none.example.com")), std::string("aws.dns_failed"));
    }

    void waitingEndsWhenNobodyWantsItAnyMore() {
        NameServer server;
        if (!server.isOpen())
            QSKIP("port 53 of 127.0.0.78 cannot be opened here; Qt before 6.6 can ask no other port");
        CancelSource cancel;
        cancel.cancel();
        QCOMPARE(said(systemResolver(std::chrono::seconds(8), kAddress)->texts("silent.example.com", cancel.token())), std::string("cancelled"));
    }
};

AUDIENCE_TEST(DnsTest)
#include "dns_test.moc"
