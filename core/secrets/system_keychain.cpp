#include "secrets/system_keychain.h"

#include "qbase/convert.h"

#include <QCoreApplication>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <functional>
#include <memory>

namespace audience::secrets {

namespace {

QString serviceName() {
    return QStringLiteral("audience-sync");
}

// Qt's copies of a secret are wiped as far as they are ours to wipe.
void wipe(QByteArray &bytes) {
    secureZero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

Error errorOf(QKeychain::Error code, const QString &detail, const std::string &key) {
    const auto make = [&](ErrorKind kind, const char *id) {
        return Error(kind, id).with("key", key).because(toUtf8(detail));
    };
    switch (code) {
    case QKeychain::EntryNotFound:
        return make(ErrorKind::NotFound, "secrets.not_found");
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return make(ErrorKind::Auth, "secrets.keychain_denied");
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return make(ErrorKind::Io, "secrets.keychain_unavailable");
    default:
        return make(ErrorKind::Io, "secrets.keychain_failed");
    }
}

// One for the process; started at the first use, ended with the application.
class KeychainThread {
public:
    static KeychainThread &instance() {
        static KeychainThread thread;
        return thread;
    }
    void post(std::function<void()> work) {
        QMetaObject::invokeMethod(&m_context, std::move(work), Qt::QueuedConnection);
    }

private:
    KeychainThread() {
        m_context.moveToThread(&m_thread);
        m_thread.setObjectName(QStringLiteral("keychain"));
        m_thread.start();
        qAddPostRoutine([] {
            QThread &thread = instance().m_thread;
            thread.quit();
            if (!thread.wait(2000)) // it hangs in the system's library: nothing of ours is lost
                thread.terminate(), thread.wait();
        });
    }
    QThread m_thread;
    QObject m_context;
};

// Shared by the waiting caller and the job, either of which may go first.
struct Outcome {
    std::mutex mutex;
    std::condition_variable ready;
    bool isDone = false;
    QKeychain::Error code = QKeychain::NoError;
    QString detail;
    QByteArray data; // of a read
    ~Outcome() { wipe(data); }
};

// Makes the job on the keychain thread and waits for it.
template <class Job>
Result<std::shared_ptr<Outcome>> run(const std::string &key, std::chrono::milliseconds limit,
                                     std::function<void(Job &)> prepare) {
    if (!QCoreApplication::instance())
        return Error(ErrorKind::Io, "secrets.keychain_unavailable").with("key", key);
    auto outcome = std::make_shared<Outcome>();
    KeychainThread::instance().post([outcome, key, prepare = std::move(prepare)] {
        auto *job = new Job(serviceName()); // deletes itself when it has finished
        job->setInsecureFallback(false);
        job->setKey(toQString(key));
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, job, [outcome, job] {
            const std::lock_guard lock(outcome->mutex);
            outcome->code = job->error();
            outcome->detail = job->errorString();
            if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
                outcome->data = job->binaryData();
            outcome->isDone = true;
            outcome->ready.notify_all();
        });
        job->start();
    });
    std::unique_lock lock(outcome->mutex);
    if (!outcome->ready.wait_for(lock, limit, [&] { return outcome->isDone; }))
        return Error(ErrorKind::Io, "secrets.keychain_timeout").with("key", key);
    if (outcome->code != QKeychain::NoError)
        return errorOf(outcome->code, outcome->detail, key);
    return outcome;
}

} // namespace

Result<Secret> SystemKeychain::read(const std::string &key) {
    TRY_ASSIGN(const auto outcome, run<QKeychain::ReadPasswordJob>(key, m_limit, [](auto &) {}));
    return Secret({outcome->data.constData(), static_cast<std::size_t>(outcome->data.size())});
}

Result<void> SystemKeychain::write(const std::string &key, const Secret &secret) {
    const auto bytes = std::make_shared<Secret>(secret.clone());
    auto written = run<QKeychain::WritePasswordJob>(key, m_limit, [bytes](auto &job) {
        QByteArray data = toBytes(bytes->view());
        job.setBinaryData(data);
        data.clear(); // the job holds the only copy now
    });
    if (!written)
        return std::move(written).error();
    return {};
}

Result<void> SystemKeychain::remove(const std::string &key) {
    auto removed = run<QKeychain::DeletePasswordJob>(key, m_limit, [](auto &) {});
    if (!removed && removed.error().id != "secrets.not_found")
        return std::move(removed).error();
    return {};
}

} // namespace audience::secrets
