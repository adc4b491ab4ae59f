// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/child.h"

#include "tests/bench/bench.h"

#include <QCoreApplication>
#include <QFile>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

namespace updesk::bench
{

double memoryOf(qint64 process, const char *line)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &words : status.readAll().split('\n')) {
        if (words.startsWith(line))
            return words.mid(qsizetype(qstrlen(line))).simplified().split(' ').value(0).toDouble() / 1024;
    }
    return 0;
}

// By hand, to look at the child while it runs: what wait4() tells counts the parent's memory at the fork too.
Child runChild(const QString &program, const QStringList &arguments)
{
    std::vector<QByteArray> words{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        words.push_back(QFile::encodeName(argument));
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    int ends[2];
    if (pipe(ends) != 0)
        qFatal("no pipe");
    Child child;
    const double begun = milliseconds();
    const pid_t id = fork();
    if (id == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execv(pointers.front(), pointers.data());
        _exit(127);
    }
    close(ends[1]);
    char buffer[4096];
    for (pollfd wait{ends[0], POLLIN, 0};;) {
        child.peakMegabytes = std::max(child.peakMegabytes, memoryOf(id, "VmHWM:"));
        if (poll(&wait, 1, 2) == 0)
            continue;
        const ssize_t n = read(ends[0], buffer, sizeof buffer);
        if (n <= 0)
            break;
        child.out.append(buffer, n);
    }
    close(ends[0]);
    int status = 0;
    if (id < 0 || waitpid(id, &status, 0) != id || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        qFatal("%s did not end well: %s", words.front().constData(), child.out.constData());
    child.milliseconds = milliseconds() - begun;
    return child;
}

Child runSelf(const QStringList &arguments) { return runChild(QCoreApplication::applicationFilePath(), arguments); }

} // namespace updesk::bench
