// A fresh workspace in a folder of its own, with a state folder, clock and random numbers of its
// own.
#pragma once

#include "workspace/workspace.h"

#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace audience::test {

// The place without the workspace.
class TempPlace {
public:
    // 2026-11-21T09:00:00Z
    static constexpr Instant kStart{1'795'251'600'000'000};

    FakeClock &clock() { return *m_clock; }
    std::string folder() const { return m_dir.path().toStdString(); }
    std::string file(const std::string &name) const { return folder() + "/" + name; }
    std::string path() const { return file("test.audience"); }
    std::string stateDirectory() const { return file("state"); }
    workspace::OpenOptions options() const {
        workspace::OpenOptions options;
        options.environment.clock = m_clock;
        options.environment.rng = m_rng;
        options.environment.stateDirectory = stateDirectory();
        options.environment.actor = "tester";
        return options;
    }

private:
    QTemporaryDir m_dir;
    std::shared_ptr<FakeClock> m_clock = std::make_shared<FakeClock>(kStart);
    std::shared_ptr<Rng> m_rng = std::make_shared<SeededRng>(20261121);
};

class TempWorkspace : public TempPlace {
public:
    TempWorkspace() {
        if (auto made = workspace::Workspace::create(path(), options()))
            m_workspace = std::move(*made);
        else
            fail(made.error());
    }

    workspace::Workspace &operator*() { return *m_workspace; }
    workspace::Workspace *operator->() { return m_workspace.get(); }

    void close() { m_workspace.reset(); }
    // Closes it if it is open, then opens the file again as another process would.
    workspace::Workspace &reopen() {
        close();
        if (auto opened = workspace::Workspace::open(path(), options()))
            m_workspace = std::move(*opened);
        else
            fail(opened.error());
        return *m_workspace;
    }

private:
    [[noreturn]] static void fail(const Error &error) {
        std::fprintf(stderr, "TempWorkspace: %s", error.id.c_str());
        for (const auto &[name, value] : error.args)
            std::fprintf(stderr, " %s=%s", name.c_str(), value.c_str());
        std::fprintf(stderr, " %s\n", error.detail.c_str());
        std::abort();
    }

    std::unique_ptr<workspace::Workspace> m_workspace;
};

} // namespace audience::test
