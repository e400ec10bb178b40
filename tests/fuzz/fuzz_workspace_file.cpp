// links: audience_workspace audience_store
// Any bytes as a workspace file: refused or opened read-only and checked, never changed.
#include "workspace/workspace.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    static const QTemporaryDir folder;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    QFile file(folder.filePath(QStringLiteral("input.audience")));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        std::abort();
    file.close();
    workspace::OpenOptions options;
    options.readOnly = true;
    options.environment.stateDirectory = folder.filePath(QStringLiteral("state")).toStdString();
    if (const auto opened = workspace::Workspace::open(file.fileName().toStdString(), options))
        (void)(*opened)->checkFile();
    if (!file.open(QIODevice::ReadOnly) || file.readAll() != bytes)
        std::abort();
    return 0;
}
