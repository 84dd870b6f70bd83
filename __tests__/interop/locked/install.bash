# Sourced by every `install`, which sets $here to its own folder: installs into $home what a file here or an exact version
# locks. Nothing is resolved anew, so no later release changes what comes; what did not come whole comes again.
set -euo pipefail
locked=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
home=${WHEELSEAL_INTEROP_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/wheelseal-interop}
mkdir -p "$home/bin" "$home/stamps"
home=$(cd "$home" && pwd -P)
# Instead of what the machine has set: a workspace or a vendor folder above would bring other versions.
export CGO_ENABLED=0 GOWORK=off GOFLAGS="-mod=readonly -p=${GO_PARALLEL:-2} -buildvcs=false -trimpath"

# once RESULT LOCK... -- COMMAND...: makes $home/RESULT, unless this command did so from these very locks and scripts.
once() {
  local name=$1 stamp=$home/stamps/${1//\//-} started=$SECONDS wanted
  local inputs=("$here/install" "$locked/install.bash")
  shift
  while [[ $1 != -- ]]; do
    inputs+=("$1")
    shift
  done
  shift
  # With $home, since programs of a virtual environment know where they lie, but whichever checkout this is.
  wanted=$({ printf '%s\n' "$home" "${@//"$here"/}" && cat "${inputs[@]}"; } | sha256sum)
  [[ -e $home/$name && -f $stamp && $(<"$stamp") == "$wanted" ]] && return
  rm -f "$stamp"
  echo "installing $name into $home"
  "$@"
  if [[ ! -e $home/$name ]]; then
    echo "not installed: $name" >&2
    return 1
  fi
  printf '%s' "$wanted" >"$stamp"
  echo "installed $name in $((SECONDS - started)) s"
}

# python_packages VENV REQUIREMENTS: a virtual environment with these packages, again where python3 is another one.
python_packages() {
  local interpreter
  interpreter=$(python3 -c 'import sys; print(sys.base_prefix, sys.version)')
  once "$1" "$2" "$locked/requirements.txt" -- make_environment "$home/$1" "$2" "$interpreter"
}

make_environment() {
  local pip=("$1/bin/python" -I -m pip --quiet --disable-pip-version-check install --require-hashes)
  # Wheels alone: building from source would bring what builds it unlocked. What is locked is taken as it is, since a
  # resolver asks for the newest of what another package wants with extras.
  local as_locked=(--no-deps --only-binary :all:)
  python3 -m venv --clear "$1"
  "${pip[@]}" "${as_locked[@]}" -r "$locked/requirements.txt"
  "${pip[@]}" "${as_locked[@]}" -r "$2"
  # Resolved without an index: fails where the lock lacks a package that one of its packages, or an extra, needs.
  "${pip[@]}" --no-index --dry-run -r "$2"
}

# fetch VENV FILES FOLDER: the distributions that FILES lists, by hash; see fetch.py.
fetch() { "$home/$1/bin/python" -I "$locked/fetch.py" "$2" "$3"; }

# go_program RESULT PACKAGE@VERSION: Go checks the hashes of it and of all that its go.mod names.
go_program() { once "$1" -- build_program "$home/$1" "$2"; }
build_program() { GOBIN=$(dirname "$1") go install -ldflags='-s -w' "$2"; }

# go_module RESULT FOLDER: a program of ours, on modules that its go.sum locks.
go_module() { once "$1" "$2"/*.go "$2"/go.{mod,sum} -- build_module "$home/$1" "$2"; }
build_module() { (cd "$2" && go build -ldflags='-s -w' -o "$1" .); }

# npm_packages FOLDER SOURCE: what SOURCE/package-lock.json locks.
npm_packages() { once "$1/node_modules" "$2"/package{,-lock}.json -- npm_ci "$home/$1" "$2"; }
npm_ci() {
  rm -rf "$1"
  mkdir -p "$1"
  cp "$2"/package{,-lock}.json "$1/"
  npm --prefix "$1" ci --ignore-scripts --no-audit --no-fund --loglevel=error
}
