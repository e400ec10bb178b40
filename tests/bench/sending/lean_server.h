// A service on loopback that takes every email and answers at once, so lean that the sender is what is
// measured. It checks nothing. POSIX; runs until its process ends.
#pragma once

#include <string>

namespace audience::bench {

class LeanServer {
public:
    // Listens from here on; -1 where it cannot. `keep`: the first request bodies go there, one a line.
    int listen();
    void serve(const std::string &keepIn, int keep); // never returns

private:
    struct Peer {
        int socket = -1;
        std::string received;
    };
    bool answer(Peer &peer);
    std::string bodyFor(const std::string &requestLine);

    int m_socket = -1;
    long m_answered = 0;
    std::string m_keepIn, m_kept;
    int m_keep = 0;
};

} // namespace audience::bench
