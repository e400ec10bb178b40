#include "app/cli/secret_input.h"

#include "base/text.h"

#include <iostream>

#ifdef _WIN32
#include <windows.h>
#else
#include <termios.h>
#include <unistd.h>
#endif

namespace audience::cli {

namespace {

// Turns echo off while it lives, where standard input is a terminal.
class NoEcho {
public:
#ifdef _WIN32
    NoEcho() {
        m_isTerminal = GetConsoleMode(m_input, &m_before) != 0;
        if (m_isTerminal)
            SetConsoleMode(m_input, m_before & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    }
    ~NoEcho() {
        if (m_isTerminal)
            SetConsoleMode(m_input, m_before);
    }
#else
    NoEcho() : m_isTerminal(tcgetattr(STDIN_FILENO, &m_before) == 0) {
        if (!m_isTerminal)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~NoEcho() {
        if (m_isTerminal)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
#endif
    NoEcho(const NoEcho &) = delete;
    NoEcho &operator=(const NoEcho &) = delete;
    bool isTerminal() const { return m_isTerminal; }

private:
#ifdef _WIN32
    HANDLE m_input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD m_before = 0;
#else
    termios m_before{};
#endif
    bool m_isTerminal = false;
};

} // namespace

Secret readSecretLine(const std::string &prompt) {
    const NoEcho noEcho;
    if (noEcho.isTerminal())
        std::cerr << prompt << std::flush;
    std::string line;
    line.reserve(4096); // longer than any session token, so that no half-grown copy is left behind
    std::getline(std::cin, line);
    if (noEcho.isTerminal())
        std::cerr << '\n';
    Secret secret(trimmed(line));
    secureZero(line.data(), line.size());
    return secret;
}

} // namespace audience::cli
