#include "aws/dns.h"

#include "qbase/convert.h"

#include <QDnsLookup>
#include <QEventLoop>
#include <QTimer>

namespace audience::aws {

namespace {

class SystemResolver final : public TextResolver {
public:
    explicit SystemResolver(std::chrono::milliseconds limit) : m_limit(limit) {}

    Result<std::vector<std::string>> texts(const std::string &name, const CancelToken &cancel) override {
        QDnsLookup lookup(QDnsLookup::TXT, toQString(name));
        QEventLoop loop;
        QTimer slice;
        std::chrono::milliseconds waited{0};
        QObject::connect(&lookup, &QDnsLookup::finished, &loop, &QEventLoop::quit);
        QObject::connect(&slice, &QTimer::timeout, &loop, [&] {
            waited += std::chrono::milliseconds(50);
            if (cancel.isCancelled() || waited >= m_limit)
                loop.quit();
        });
        slice.start(50);
        lookup.lookup();
        loop.exec();
        TRY(cancel.check());
        const bool isFinished = lookup.isFinished();
        if (!isFinished)
            lookup.abort();
        std::vector<std::string> found;
        if (isFinished && lookup.error() == QDnsLookup::NotFoundError)
            return found;
        if (!isFinished || lookup.error() != QDnsLookup::NoError)
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
    std::chrono::milliseconds m_limit;
};

} // namespace

std::unique_ptr<TextResolver> systemResolver(std::chrono::milliseconds limit) {
    return std::make_unique<SystemResolver>(limit);
}

} // namespace audience::aws
