// A whole read of a connector, of which only its end is of interest: for tests of what goes wrong.
#pragma once

#include "warehouse/connector.h"

#include <QFile>

#include <chrono>
#include <functional>
#include <string>

namespace audience::test {

struct FaultRead {
    std::string fault, detail; // of the error; empty where it came to its end
    std::int64_t rows = 0;
    double seconds = 0;
    bool isNetwork = false;
};

// `afterFirst`: called when the first page is there.
inline FaultRead readToTheEnd(warehouse::Connector &connector, const warehouse::ReadRequest &request, const CancelToken &cancel = {},
                              const std::function<void()> &afterFirst = {}) {
    FaultRead read;
    const auto began = std::chrono::steady_clock::now();
    const auto end = [&](const Error *why) {
        read.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        if (why) {
            read.fault = why->id;
            read.detail = why->detail;
            read.isNetwork = why->kind == ErrorKind::Network;
        }
        return read;
    };
    auto stream = connector.read(request, cancel);
    if (!stream)
        return end(&stream.error());
    for (bool isFirst = true;; isFirst = false) {
        auto page = (*stream)->next();
        if (!page)
            return end(&page.error());
        if (!*page)
            return end(nullptr);
        const auto typed = (*stream)->decode(**page);
        if (!typed)
            return end(&typed.error());
        read.rows += typed->read;
        if (isFirst && afterFirst)
            afterFirst();
    }
}

// What each error says to a person; without a sentence nobody knows what to do.
inline bool hasSentence(const std::string &id) {
    static const QByteArray all = [] {
        QFile file(QStringLiteral(AUDIENCE_SOURCE_DIR "/ui/text/sentences.inc"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    return all.contains("{\"" + QByteArray::fromStdString(id) + "\", ");
}

} // namespace audience::test
