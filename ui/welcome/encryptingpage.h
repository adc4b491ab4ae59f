// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/welcome/doorpanel.h"

#include <QProgressBar>

namespace updesk
{

/// While a large file is encrypted, before there is a desk: how far it is. It stays until it is done.
class EncryptingPage final : public DoorPage
{
    Q_OBJECT
public:
    explicit EncryptingPage(QWidget *parent = nullptr);
    /// The copy has so many bytes of about so many; as many as there are: it is compared with the file.
    void setDone(qint64 bytes, qint64 of);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    class Panel;
    Panel *m_panel;
    TextLabel *m_words;
    QProgressBar *m_bar;
};

} // namespace updesk
