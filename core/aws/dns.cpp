#include "aws/dns.h"

#include "qbase/convert.h"

#include <QDnsLookup>
#include <QEventLoop>
#include <QHostAddress>
#include <QTimer>

namespace audience::aws {

namespace {

class SystemResolver final : public TextResolver {
public:
    SystemResolver(std::chrono::milliseconds limit, const std::string &nameServer) : m_limit(limit), m_nameServer(toQString(nameServer)) {}

    Result<std::vector<std::string>> texts(const std::string &name, const CancelToken &cancel) override {
        QDnsLookup lookup(QDnsLookup::TXT, toQString(name));
        TRY(wait(lookup, cancel));
        std::vector<std::string> found;
        if (lookup.isFinished() && (lookup.error() == QDnsLookup::NotFoundError || hasNone(lookup, name, cancel)))
            return found;
        if (!lookup.isFinished() || lookup.error() != QDnsLookup::NoError)
            return Error(ErrorKind::Network, "aws.dns_failed").with("name", name).because(toUtf8(lookup.errorString()));
        for (const QDnsTextRecord &record : lookup.textRecords()) {
            std::string text;
            for (const QByteArray &part : record.values())
                text += toStd(part);
            found.push_back(std::move(text));
        }
        return found;
    }

private:
    // Until it is finished or its time is over; then it is still unfinished.
    Result<void> wait(QDnsLookup &lookup, const CancelToken &cancel) const {
        QEventLoop loop;
        QTimer slice;
        std::chrono::milliseconds waited{0};
        if (!m_nameServer.isNull())
            lookup.setNameserver(m_nameServer);
        QObject::connect(&lookup, &QDnsLookup::finished, &loop, &QEventLoop::quit);
        QObject::connect(&slice, &QTimer::timeout, &loop, [&] {
            waited += std::chrono::milliseconds(50);
            if (cancel.isCancelled() || waited >= m_limit)
                loop.quit();
        });
        slice.start(50);
        lookup.lookup();
        loop.exec();
        return cancel.check();
    }

    // For a name that has no texts, but records of other types, Qt says "invalid reply", as it does where no server could
    // be asked at all. A server that knows the top of the name could be asked.
    bool hasNone(const QDnsLookup &lookup, const std::string &name, const CancelToken &cancel) const {
        if (lookup.error() != QDnsLookup::InvalidReplyError)
            return false;
        QDnsLookup top(QDnsLookup::NS, toQString(name.substr(name.rfind('.') + 1)));
        return wait(top, cancel) && top.isFinished() && top.error() == QDnsLookup::NoError;
    }

    std::chrono::milliseconds m_limit;
    QHostAddress m_nameServer;
};

} // namespace

std::unique_ptr<TextResolver> systemResolver(std::chrono::milliseconds limit, const std::string &nameServer) {
    return std::make_unique<SystemResolver>(limit, nameServer);
}

} // namespace audience::aws
