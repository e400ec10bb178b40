// Kills whoever changes a stored list at every durable point: the list is as it was or as it was to be, whole,
// and nothing is left behind.
#include "base/fault_point.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"
#include "workspace/list_repository.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace audience;
using namespace audience::workspace;
using audience::test::TempWorkspace;

namespace {

constexpr int kFew = 3, kMany = 150'000; // several pieces

engine::KeySet keys(int count) {
    engine::KeySet set;
    for (int i = 0; i < count; ++i)
        set.insert((count == kFew ? "old " : "new ") + std::to_string(i));
    return set;
}

Result<void> change(Workspace &workspace) {
    ListRepository lists(workspace);
    TRY_ASSIGN(const KeyList list, lists.put("Staff", keys(kMany), "staff.csv"));
    TRY(lists.rename(list.id, "Team"));
    TRY(lists.undo(list.id)); // the few again
    TRY(lists.put("Other", keys(kMany), "other.csv"));
    return lists.remove(list.id);
}

// "" when every list is whole.
std::string fault(Workspace &workspace) {
    const auto faults = workspace.checkFile();
    if (!faults || !faults->empty())
        return faults ? faults->front().id : faults.error().id;
    const auto reader = workspace.reader();
    const auto lists = ListRepository(workspace).lists();
    if (!reader || !lists)
        return "unreadable";
    for (const KeyList &list : *lists) {
        std::int64_t found = 0;
        bool isOld = false;
        const auto read = ListRepository::forEachPiece(**reader, list.content, {}, [&](std::string_view lines) {
            isOld = isOld || lines.substr(0, 3) == "old";
            for (const char c : lines)
                found += c == '\n';
        });
        if (!read || found != list.keys || found != (isOld ? kFew : kMany))
            return list.name + " has " + std::to_string(found) + " of " + std::to_string(list.keys) + " keys";
    }
    const auto orphans = (*reader)->scalar("SELECT count(*) FROM key_list_part WHERE content NOT IN (SELECT content FROM key_list UNION "
                                           "SELECT former_content FROM key_list WHERE former_content IS NOT NULL)");
    return !orphans || *orphans != 0 ? "pieces of no list" : "";
}

} // namespace

class ListKillTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void killedAnywhereLeavesOldOrNew() {
#ifndef Q_OS_UNIX
        QSKIP("needs fork");
#else
        static int visitsLeft;
        int kills = 0;
        for (int n = 1;; ++n) {
            TempWorkspace files;
            QVERIFY(ListRepository(*files).put("Staff", keys(kFew), "pasted"));
            files.close();
            const pid_t child = fork();
            if (child == 0) {
                const OpenOptions options = files.options();
                for (int i = 0; i < 1000; ++i) // not the numbers that this process draws later
                    (void)options.environment.rng->next();
                const auto workspace = Workspace::open(files.path(), options);
                visitsLeft = n;
                g_faultHook = [](const char *) {
                    if (--visitsLeft == 0)
                        raise(SIGKILL);
                };
                _exit(workspace && change(**workspace) ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            files.reopen();
            const std::string broken = fault(*files);
            QVERIFY2(broken.empty(), (std::to_string(n) + ": " + broken).c_str());
            // The first list is there in one of its forms, and what was cut short can be done again.
            const auto lists = *ListRepository(*files).lists();
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                QCOMPARE(lists.size(), std::size_t{1});
                QVERIFY(kills > 12);
                return;
            }
            ++kills;
            QVERIFY(!lists.empty());
            const auto again = ListRepository(*files).put("Staff", keys(kMany), "staff.csv");
            QVERIFY2(again, again ? "" : again.error().id.c_str());
            QCOMPARE(again->keys, std::int64_t{kMany});
            QVERIFY(fault(*files).empty());
        }
#endif
    }
};

AUDIENCE_TEST(ListKillTest)
#include "list_kill_test.moc"
