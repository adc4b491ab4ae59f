// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"

#include <QWidget>

namespace updesk
{

enum class BannerTone : quint8 { Plain, Good, Close, Bad };

/// A line above the content: what happened, what is safe, one action. Never takes the focus.
class Banner final : public QWidget
{
    Q_OBJECT
public:
    explicit Banner(BannerTone tone, Icon icon, QWidget *parent = nullptr);
    /// Shows the line; empty words hide it. Tells a screen reader when the words changed.
    void setWords(const QString &words);
    QString words() const { return m_words->text(); }
    void setTone(BannerTone tone);
    void setIcon(Icon icon);
    /// Empty words take the action away.
    void setAction(const QString &words);
    void setActionKey(Qt::Key key); ///< shown beside it; whoever has the keys clicks it
    /// A second, quiet way out: "Discard" beside "Open".
    void setOther(const QString &words);

Q_SIGNALS:
    void actionClicked();
    void otherClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    BannerTone m_tone;
    Icon m_icon;
    QLabel *m_mark;
    TextLabel *m_words;
    Button *m_action;
    Button *m_other;
};

} // namespace updesk
