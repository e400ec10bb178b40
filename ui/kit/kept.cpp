#include "ui/kit/kept.h"

#include <QCoreApplication>
#include <QHash>
#include <QMutex>
#include <QSettings>
#include <QThreadPool>

#include <utility>
#include <vector>

namespace audience::ui {

namespace {

using Change = std::pair<QString, QVariant>; // nothing: forgotten

// While something is written Qt's settings cannot be read without waiting for it: `seen` are all of them as they will be.
struct Writer {
    QMutex mutex; // never held while the disk is waited for
    bool isWriting = false;
    std::vector<Change> waiting;
    QHash<QString, QVariant> seen;
    QThreadPool thread;

    Writer() {
        thread.setMaxThreadCount(1);
        qAddPostRoutine(&Kept::wait); // Qt's settings go with the application
    }
};

Writer &writer() {
    static Writer one;
    return one;
}

void writeAll() {
    Writer &w = writer();
    for (;;) {
        std::vector<Change> changes;
        {
            const QMutexLocker lock(&w.mutex);
            changes = std::exchange(w.waiting, {});
            if (changes.empty()) {
                w.isWriting = false;
                w.seen.clear();
                return;
            }
        }
        QSettings settings;
        for (const auto &[key, value] : changes)
            value.isValid() ? settings.setValue(key, value) : settings.remove(key);
    }
}

bool isBelow(const QString &key, const QString &other) {
    return key == other || (key.startsWith(other) && key[other.size()] == QLatin1Char('/'));
}

void change(const QString &key, const QVariant &value) {
    Writer &w = writer();
    const QMutexLocker lock(&w.mutex);
    if (!w.isWriting) {
        const QSettings settings;
        for (const QString &one : settings.allKeys())
            w.seen.insert(one, settings.value(one));
    }
    if (value.isValid())
        w.seen.insert(key, value);
    else
        w.seen.removeIf([&](QHash<QString, QVariant>::iterator one) { return isBelow(one.key(), key); });
    w.waiting.emplace_back(key, value);
    if (!std::exchange(w.isWriting, true))
        w.thread.start(writeAll);
}

} // namespace

QVariant Kept::value(const QString &key, const QVariant &otherwise) {
    Writer &w = writer();
    {
        const QMutexLocker lock(&w.mutex);
        if (w.isWriting)
            return w.seen.value(key, otherwise);
    }
    return QSettings().value(key, otherwise);
}

bool Kept::contains(const QString &key) {
    return value(key).isValid();
}

void Kept::keep(const QString &key, const QVariant &value) {
    if (Kept::value(key) != value)
        change(key, value);
}

void Kept::forget(const QString &key) {
    change(key, {});
}

void Kept::wait() {
    writer().thread.waitForDone();
}

} // namespace audience::ui
