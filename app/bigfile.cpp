// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bigfile.h"

#include "app/keyplace.h"
#include "core/store/cipher.h"
#include "core/store/encrypt.h"
#include "ui/welcome/encryptingpage.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QThread>
#include <QTimer>

namespace updesk
{

bool isBigPlainFile(const QString &path, qint64 least)
{
    if (!canEncrypt() || QFileInfo(path).size() < least)
        return false;
    const auto head = headOf(path);
    return head && head->kind == FileHead::Kind::Plain;
}

Result<FileKey> readyBehind(EncryptingPage &page, const QString &path, const Clock &clock)
{
    constexpr int kLook = 200; // milliseconds
    Result<FileKey> key = FileKey();
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        KeyPlace place; // the key store is asked on this thread
        key = readyFile(path, clock, place.keys());
    }));
    QEventLoop loop;
    QObject::connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &page, [&] {
        const qint64 bytes = encryptedSoFar(path);
        if (bytes > 0 && !page.isVisible())
            page.show();
        page.setDone(bytes, QFileInfo(path).size());
    });
    look.start(kLook);
    thread->start();
    loop.exec();
    thread->wait();
    return key;
}

} // namespace updesk
