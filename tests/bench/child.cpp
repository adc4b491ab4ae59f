// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/child.h"

#include "tests/bench/bench.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

namespace updesk::bench
{

// By hand, for wait4() alone tells what one child used.
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
    for (ssize_t n = 0; (n = read(ends[0], buffer, sizeof buffer)) > 0;)
        child.out.append(buffer, n);
    close(ends[0]);
    int status = 0;
    rusage used{};
    if (id < 0 || wait4(id, &status, 0, &used) != id || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        qFatal("%s did not end well: %s", words.front().constData(), child.out.constData());
    child.milliseconds = milliseconds() - begun;
    child.peakMegabytes = double(used.ru_maxrss) / 1024;
    return child;
}

Child runSelf(const QStringList &arguments) { return runChild(QCoreApplication::applicationFilePath(), arguments); }

} // namespace updesk::bench
