#!/bin/sh
# Puts a RabbitMQ 4.0 for the tests beside whatever is installed: Debian 13 in a directory of its own. For root on Debian or Ubuntu.
set -eu
root=${1:-/opt/ordermill-rabbitmq-4}
case $root in /*) ;; *) echo "usage: $0 [ABSOLUTE-DIRECTORY]" >&2; exit 1 ;; esac

if [ ! -x "$root/usr/lib/rabbitmq/bin/rabbitmq-server" ]; then
  export DEBIAN_FRONTEND=noninteractive
  if ! command -v debootstrap >/dev/null; then
    apt-get -qq update
    apt-get -qq install --yes --no-install-recommends debootstrap
  fi
  [ -e "$root/etc/apt/sources.list" ] || debootstrap --variant=minbase trixie "$root"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" # nothing that is installed starts by itself
  chmod 755 "$root/usr/sbin/policy-rc.d"
  chroot "$root" apt-get -qq install --yes --no-install-recommends rabbitmq-server
fi

# A node's files are in the temporary directory, which the wrappers show at the same path inside; their mounts end with the process.
mkdir -p "$root/wrappers"
for program in /usr/lib/rabbitmq/bin/rabbitmq-server /usr/lib/rabbitmq/bin/rabbitmqctl /usr/bin/epmd; do
  cat >"$root/wrappers/${program##*/}" <<WRAPPER
#!/bin/sh
exec unshare --mount sh -ec '
  files=\${TMPDIR:-/tmp}
  mkdir -p "$root\$files"
  mount --bind "\$files" "$root\$files"
  mount --bind /dev "$root/dev"
  mount -t proc proc "$root/proc"
  exec chroot "$root" $program "\$@"
' "\$0" "\$@"
WRAPPER
  chmod 755 "$root/wrappers/${program##*/}"
done
chroot "$root" dpkg-query --show rabbitmq-server
echo "RABBITMQ_SERVER=$root/wrappers/rabbitmq-server npm test"
