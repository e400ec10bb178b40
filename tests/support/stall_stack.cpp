#include "support/stall_stack.h"

#include "support/stall_limit.h"
#include "ui/kit/stall_watchdog.h"

#if defined(__linux__) && !defined(AUDIENCE_SANITIZED)
#include <QHash>
#include <QList>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <execinfo.h>
#include <pthread.h>
#include <string>
#include <thread>
#include <unistd.h>

namespace audience::test {

namespace {

constexpr qint64 kFirstMicros = 50'000, kEveryMicros = 25'000;
constexpr int kSamples = 8, kFrames = 96, kShown = 24;

struct Sample {
    qint64 began = 0, at = 0;
    char state = '?'; // of the thread, as the kernel has it
    bool isCalling = false;
    int depth = 0;
    void *frames[kFrames];
};

// Written by the handler of the signal on the main thread; the rest only reads what is counted.
Sample samples[kSamples];
std::atomic<int> taken{0};
std::atomic<char> state{'?'};
std::atomic<bool> isCalling{false};
pthread_t mainThread;
pid_t mainId = 0;

qint64 clockMicros() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void takeSample(int) {
    const int index = taken.load();
    const qint64 began = ui::StallWatchdog::runningSince();
    if (index >= kSamples || began == 0)
        return;
    Sample &sample = samples[index];
    sample.began = began;
    sample.at = clockMicros();
    sample.state = state;
    sample.isCalling = isCalling;
    sample.depth = ::backtrace(sample.frames, kFrames);
    taken = index + 1;
}

std::string contentsOf(const char *name) {
    char path[64], text[256] = {};
    std::snprintf(path, sizeof path, "/proc/self/task/%d/%s", int(mainId), name);
    if (std::FILE *file = std::fopen(path, "r")) {
        const std::size_t size = std::fread(text, 1, sizeof text - 1, file);
        text[size] = 0;
        std::fclose(file);
    }
    return text;
}

// Running, or waiting: in a call of the system, or (what no stack shows) for a page of the program to come from the disk.
void lookAtThread() {
    const std::string stat = contentsOf("stat");
    const std::size_t name = stat.rfind(')');
    state = name != std::string::npos && name + 2 < stat.size() ? stat[name + 2] : '?';
    const std::string call = contentsOf("syscall");
    isCalling = !call.empty() && call[0] >= '0' && call[0] <= '9';
}

void look() {
    qint64 seen = 0, last = 0;
    for (;;) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        const qint64 began = ui::StallWatchdog::runningSince(), now = clockMicros();
        if (began == 0 || now - began < kFirstMicros || (began == seen && now - last < kEveryMicros))
            continue;
        if (began != seen)
            taken = 0;
        seen = began;
        last = now;
        lookAtThread();
        pthread_kill(mainThread, SIGRTMIN + 6);
    }
}

// "function  file:line" of addresses within the program itself, where the machine has the tool for it.
QByteArrayList linesOf(const QByteArray &program, const QByteArrayList &addresses) {
    QByteArrayList lines;
    const QByteArray command = "timeout 20 addr2line -Cfpse '" + program + "' " + addresses.join(' ') + " 2>/dev/null";
    if (std::FILE *pipe = ::popen(command.constData(), "r")) {
        char line[1024];
        while (std::fgets(line, sizeof line, pipe))
            lines.append(QByteArray(line).trimmed().left(200));
        ::pclose(pipe);
    }
    return lines;
}

const char *wordsOf(const Sample &sample) {
    return sample.state == 'R'    ? "running"
           : sample.isCalling     ? "waiting in a call of the system"
           : sample.state == 'D'  ? "waiting for the disk or the memory"
                                  : "waiting";
}

// A frame by its name, or by where it is within the program itself.
struct Frame {
    QByteArray name, address;
};

QList<Frame> framesOf(const Sample &sample) {
    Dl_info own{};
    ::dladdr(reinterpret_cast<void *>(&takeSample), &own);
    QList<Frame> frames;
    for (int i = 2; i < sample.depth; ++i) { // without the handler and what called it
        Dl_info info{};
        if (!::dladdr(sample.frames[i], &info) || !info.dli_fbase)
            continue;
        if (info.dli_fbase == own.dli_fbase)
            frames.append(Frame{{}, "0x" + QByteArray::number(qulonglong(static_cast<char *>(sample.frames[i]) - static_cast<char *>(info.dli_fbase) - 1), 16)});
        else
            frames.append(Frame{QByteArray(info.dli_sname ? info.dli_sname : info.dli_fname), {}});
    }
    return frames;
}

QByteArray wordsOfFrames(const QList<Frame> &frames, const QHash<QByteArray, QByteArray> &lines) {
    constexpr int kInner = 6; // of libraries: what was really done
    QByteArray words;
    int shown = 0, inner = 0;
    for (const Frame &frame : frames) {
        const QByteArray line = frame.address.isEmpty() ? frame.name : lines.value(frame.address, frame.address);
        const bool isWorthIt = frame.address.isEmpty() ? inner++ < kInner : !line.contains("WatchedApplication::notify");
        if (isWorthIt && shown++ < kShown)
            words += "\n        " + line;
    }
    return words;
}

} // namespace

void watchStalls() {
    mainThread = pthread_self();
    mainId = ::gettid();
    void *frames[4];
    ::backtrace(frames, 4); // loads what it needs, which a handler must not
    struct sigaction action = {};
    action.sa_handler = takeSample;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGRTMIN + 6, &action, nullptr);
    std::thread(look).detach();
}

QByteArray stackOfStall() {
    constexpr int kMostTold = 3;
    const qint64 began = ui::StallWatchdog::runningSince();
    QList<std::pair<QByteArray, QList<Frame>>> told;
    QByteArrayList addresses;
    for (int i = 0; i < taken && told.size() < kMostTold; ++i)
        if (samples[i].began == began) {
            told.append({"\n    after " + QByteArray::number((samples[i].at - began) / 1000) + " ms, " + wordsOf(samples[i]) + ':', framesOf(samples[i])});
            for (const Frame &frame : told.last().second)
                if (!frame.address.isEmpty() && !addresses.contains(frame.address))
                    addresses.append(frame.address);
        }
    // All at once: it reads what the compiler wrote about the whole program.
    const QByteArrayList found = addresses.isEmpty() ? QByteArrayList() : linesOf("/proc/" + QByteArray::number(int(::getpid())) + "/exe", addresses);
    QHash<QByteArray, QByteArray> lines;
    for (qsizetype i = 0; i < qMin(found.size(), addresses.size()); ++i)
        lines.insert(addresses[i], found[i]);
    QByteArray words;
    for (const auto &[heading, frames] : std::as_const(told))
        words += heading + wordsOfFrames(frames, lines);
    return words;
}

} // namespace audience::test

#else

namespace audience::test {

void watchStalls() {}

QByteArray stackOfStall() {
    return {};
}

} // namespace audience::test
#endif
