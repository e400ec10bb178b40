// What stands at the other end of a connection while pictures are taken: an account of Amazon SES that takes emails, asks
// to slow down or hangs up, as it is told for each campaign. Loopback only, on a thread of its own; it keeps nothing.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QMutex>
#include <QString>
#include <QThread>

class QTcpServer;
class QTcpSocket;

namespace audience::gui {

class SmallAccount final {
public:
    // What becomes of the emails of a campaign: so many are taken, then one of these happens to so many, then the
    // others are taken.
    enum class Then { Takes, SlowsDown, HangsUp };
    struct Manner {
        int first = 0;
        Then then = Then::Takes;
        int many = 1'000'000;
        int bouncesOf1000 = 4;
    };

    SmallAccount();
    ~SmallAccount();
    SmallAccount(const SmallAccount &) = delete;
    SmallAccount &operator=(const SmallAccount &) = delete;

    // The endpoint of an account: a usual one, "small" (its daily quota is nearly used up) or "trial" (in the sandbox).
    QString url(const QString &account = {}) const;
    void behave(qint64 campaign, const Manner &manner);
    int taken(qint64 campaign) const;
    // What came of the emails that were taken since this was asked last, as lines of a file of events.
    QByteArray takeEvents();

private:
    struct Sent {
        Manner manner;
        int taken = 0, otherwise = 0;
    };
    void serve(QTcpSocket *socket);
    // Nothing: it hangs up.
    QByteArray answer(const QByteArray &line, const QByteArray &body);
    QByteArray take(const QByteArray &body);

    QThread m_thread;
    QTcpServer *m_server;
    quint16 m_port = 0;
    mutable QMutex m_mutex;
    QHash<QString, Sent> m_sent; // by campaign
    QByteArray m_events;
};

} // namespace audience::gui
