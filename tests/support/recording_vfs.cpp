#include "support/recording_vfs.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace audience::test {

using store::VfsCall;
using store::VfsOperation;

namespace {

constexpr std::int64_t kSector = 512;

void put(std::string &content, std::int64_t at, std::string_view bytes) {
    const auto begin = static_cast<std::size_t>(at);
    if (content.size() < begin + bytes.size())
        content.resize(begin + bytes.size(), '\0');
    content.replace(begin, bytes.size(), bytes);
}

std::string noise(std::size_t size, Rng &rng) {
    std::string bytes(size, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(rng.below(256));
    return bytes;
}

// Of a write each sector arrives, or not, or holds anything.
void putTorn(std::string &content, std::int64_t at, std::string_view bytes, Rng &rng) {
    const std::int64_t end = at + static_cast<std::int64_t>(bytes.size());
    for (std::int64_t from = at; from < end;) {
        const std::int64_t to = std::min(end, (from / kSector + 1) * kSector);
        const std::string_view sector =
            bytes.substr(static_cast<std::size_t>(from - at), static_cast<std::size_t>(to - from));
        if (rng.chance(0.5))
            put(content, from, sector);
        else if (rng.chance(0.1))
            put(content, from, noise(sector.size(), rng));
        from = to;
    }
}

} // namespace

// What is safe, and what is on its way.
struct RecordingVfs::Disk {
    struct File {
        std::string safe;
        std::vector<const Event *> pending;
    };
    std::vector<File> files;
    std::vector<const Event *> names; // of files in the folder, in order
    std::size_t safeNames = 0;

    void settle(File &file) {
        for (const Event *event : file.pending)
            apply(file.safe, *event);
        file.pending.clear();
    }
    static void apply(std::string &content, const Event &event) {
        if (event.kind == Kind::Write)
            put(content, event.at, event.text);
        else
            content.resize(static_cast<std::size_t>(event.at), '\0');
    }
    void take(const Event &event);
    Image image(Loss loss, Rng &rng);
    static void loseSome(File &file, Rng &rng);
};

void RecordingVfs::Disk::take(const Event &event) {
    switch (event.kind) {
    case Kind::Found:
        files.resize(std::max(files.size(), static_cast<std::size_t>(event.file) + 1));
        files[static_cast<std::size_t>(event.file)].safe = event.content;
        names.push_back(&event);
        safeNames = names.size();
        return;
    case Kind::Make:
        files.resize(std::max(files.size(), static_cast<std::size_t>(event.file) + 1));
        names.push_back(&event);
        return;
    case Kind::Delete:
    case Kind::Rename:
        names.push_back(&event);
        if (event.isSafe)
            safeNames = names.size();
        return;
    case Kind::Write:
    case Kind::Truncate:
        files[static_cast<std::size_t>(event.file)].pending.push_back(&event);
        return;
    case Kind::Sync: {
        settle(files[static_cast<std::size_t>(event.file)]);
        for (std::size_t i = safeNames; i < names.size(); ++i)
            if (names[i]->kind == Kind::Make && names[i]->file == event.file)
                safeNames = i + 1;
        return;
    }
    case Kind::FolderSync:
        safeNames = names.size();
        return;
    case Kind::Promise:
        return;
    }
}

void RecordingVfs::Disk::loseSome(File &file, Rng &rng) {
    const double kept = rng.real();
    const bool isTorn = rng.chance(0.5);
    std::vector<const Event *> order = file.pending;
    if (rng.chance(0.5))
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[rng.below(i)]);
    for (const Event *event : order) {
        if (rng.chance(kept))
            apply(file.safe, *event);
        else if (isTorn && event->kind == Kind::Write)
            putTorn(file.safe, event->at, event->text, rng);
    }
    file.pending.clear();
}

RecordingVfs::Image RecordingVfs::Disk::image(Loss loss, Rng &rng) {
    std::size_t kept = names.size();
    if (loss == Loss::NotSynced)
        kept = safeNames;
    else if (loss == Loss::Random)
        kept = safeNames + rng.below(names.size() - safeNames + 1);
    for (File &file : files) {
        if (loss == Loss::Nothing)
            settle(file);
        else if (loss == Loss::Random)
            loseSome(file, rng);
    }
    std::map<std::string, int> paths;
    for (std::size_t i = 0; i < kept; ++i) {
        const Event &event = *names[i];
        if (event.kind == Kind::Delete || event.kind == Kind::Rename)
            std::erase_if(paths, [&](const auto &entry) { return entry.second == event.file; });
        if (event.kind != Kind::Delete)
            paths[event.text] = event.file;
    }
    Image image;
    for (const auto &[path, file] : paths)
        image[path] = files[static_cast<std::size_t>(file)].safe;
    return image;
}

int RecordingVfs::fileAt(const std::string &path) const {
    const auto found = m_paths.find(path);
    return found == m_paths.end() ? -1 : found->second;
}

// A file from before the recording is taken as it lies on the disk, and as safe. It is read before SQLite
// opens it: closing a plain handle later would end SQLite's own locks.
store::WrappedVfs::Verdict RecordingVfs::before(const VfsOperation &operation) {
    if (operation.call != VfsCall::Open || !operation.path)
        return {};
    const std::lock_guard lock(m_mutex);
    std::ifstream in;
    if (fileAt(operation.path) < 0)
        in.open(operation.path, std::ios::binary);
    if (in.is_open()) {
        const int file = m_paths[operation.path] = m_files++;
        add({Kind::Found, file, operation.path, {std::istreambuf_iterator<char>(in), {}}, 0, false});
    }
    return {};
}

void RecordingVfs::after(const VfsOperation &operation) {
    if (!operation.path)
        return;
    const std::lock_guard lock(m_mutex);
    const int file = fileAt(operation.path);
    if (file < 0 && operation.call == VfsCall::Open)
        add({Kind::Make, m_paths[operation.path] = m_files++, operation.path, {}, 0, false});
    if (file < 0)
        return;
    switch (operation.call) {
    case VfsCall::Write:
        add({Kind::Write, file, std::string(operation.bytes), {}, operation.at, false});
        break;
    case VfsCall::Truncate:
        add({Kind::Truncate, file, {}, {}, operation.at, false});
        break;
    case VfsCall::Sync:
        add({Kind::Sync, file, {}, {}, 0, false});
        break;
    case VfsCall::Delete:
        add({Kind::Delete, file, operation.path, {}, 0, operation.syncsFolder});
        m_paths.erase(operation.path);
        break;
    case VfsCall::Open:
    case VfsCall::Read:
    case VfsCall::Lock:
        break;
    }
}

void RecordingVfs::noteRename(const std::string &to) {
    const std::lock_guard lock(m_mutex);
    if (m_paths.contains(to))
        return;
    auto newest = m_paths.end();
    for (auto entry = m_paths.begin(); entry != m_paths.end(); ++entry)
        if (entry->first.rfind(to, 0) == 0 && entry->first.find("-wal") == std::string::npos &&
            (newest == m_paths.end() || entry->second > newest->second))
            newest = entry;
    if (newest == m_paths.end())
        return;
    const int file = newest->second;
    m_paths.erase(newest);
    m_paths[to] = file;
    add({Kind::Rename, file, to, {}, 0, false});
}

void RecordingVfs::noteFolderSync() {
    const std::lock_guard lock(m_mutex);
    add({Kind::FolderSync, -1, {}, {}, 0, false});
}

void RecordingVfs::promise(const std::string &what) {
    const std::lock_guard lock(m_mutex);
    add({Kind::Promise, -1, what, {}, 0, false});
}

std::size_t RecordingVfs::moments() const {
    const std::lock_guard lock(m_mutex);
    return m_events.size() + 1;
}

std::vector<std::size_t> RecordingVfs::syncs() const {
    const std::lock_guard lock(m_mutex);
    std::vector<std::size_t> moments;
    for (std::size_t i = 0; i < m_events.size(); ++i)
        if (m_events[i].kind == Kind::Sync || m_events[i].kind == Kind::FolderSync) {
            moments.push_back(i);
            moments.push_back(i + 1);
        }
    return moments;
}

std::vector<std::string> RecordingVfs::promises(std::size_t moment) const {
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> promises;
    for (std::size_t i = 0; i < moment; ++i)
        if (m_events[i].kind == Kind::Promise)
            promises.push_back(m_events[i].text);
    return promises;
}

RecordingVfs::Image RecordingVfs::afterPowerCut(std::size_t moment, Loss loss, Rng &rng) const {
    const std::lock_guard lock(m_mutex);
    Disk disk;
    for (std::size_t i = 0; i < moment; ++i)
        disk.take(m_events[i]);
    return disk.image(loss, rng);
}

} // namespace audience::test
